# The parts of the library that read bytes or work on threads, and what those need: built anew with the instruments
# of the fuzz targets or of the race tests. The rest of the program would only cost time.
add_library(tuneboard_readers STATIC)
foreach(file
        api/answerbody
        api/certificate
        api/checkpoint
        api/dialect
        api/document
        api/errorwords
        api/event
        api/extras
        api/field
        api/file
        api/grader
        api/gunzip
        api/httpanswer
        api/job
        api/listchoice
        api/method
        api/plainline
        api/readcontent
        api/readcsv
        api/readdecimal
        api/readdocument
        api/readelements
        api/readerror
        api/readjson
        api/readjsontext
        api/readlist
        api/readmetrics
        api/readnumber
        api/readobjects
        api/readpage
        api/readpieces
        api/readrow
        api/readtext
        api/readtime
        api/readtokens
        api/readwords
        api/request
        api/result
        api/retry
        api/terms
        api/textstore
        api/value
        archive/archive
        archive/archiveerror
        archive/archiveevents
        archive/archivefiles
        archive/archiveorders
        archive/archiverecords
        archive/connection
        archive/contentfolder
        archive/jobcolumns
        archive/recovery
        archive/reread
        archive/schema
        archive/statement
        archive/temporaryarchive
        link/ids
        link/ourlink
        link/reference
        models/csvtext
        models/documenttree
        models/formula
        models/gradershares
        models/inputfile
        models/jobfigures
        models/jobfilter
        models/jobsexport
        models/jobsmodel
        models/jobtable
        models/jobtablefilter
        models/jobtablesort
        models/metricmerge
        models/metricrows
        models/metrics
        models/metricsummary
        models/metricterms
        models/node
        models/pyramid
        models/rowtexts
        models/series
        models/trainingflags
        repository/embeddedrecords
        repository/exportfiles
        repository/exportfolder
        repository/exportreading
        repository/recordsreading)
    target_sources(tuneboard_readers PRIVATE "${PROJECT_SOURCE_DIR}/app/${file}.cpp")
endforeach()
# moc looks for a class with signals beside its file, and only this one is.
set_property(TARGET tuneboard_readers PROPERTY AUTOMOC ON)
target_link_libraries(tuneboard_readers
    PUBLIC Qt6::Core Qt6::Network
    PRIVATE simdjson::simdjson SQLiteCpp SQLite::SQLite3 ZLIB::ZLIB tuneboard_options)
target_compile_definitions(tuneboard_readers PRIVATE TUNEBOARD_VERSION="${PROJECT_VERSION}")
tuneboard_precompile(tuneboard_readers Core Network)
