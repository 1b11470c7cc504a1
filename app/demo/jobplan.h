// SPDX-License-Identifier: GPL-3.0-or-later
// How single jobs are planned; makeJobSpecs() puts them together.
#pragma once

#include "app/demo/demorandom.h"
#include "app/demo/jobspec.h"
#include "app/demo/scenario.h"

namespace tuneboard::demo {

// Places in baseModels().
enum Base : quint8 { Mini41, Nano41, Full41, Mini4o, Full4o, Turbo35, MiniO4 };

// Sizes and times of a job that runs to its end; needs the method.
void planTraining(JobSpec *spec, Random *random);
// So many steps as whole epochs make, with examples to match; needs epochs and batch.
void planSteps(JobSpec *spec, int wanted);
// Lets it fail; needs planTraining().
void planFailure(JobSpec *spec, Failure failure, Random *random);
// What is shown at `index` (below showcase::Count) in place of a random job.
void makeShowcase(JobSpec *spec, int index, const ScenarioOptions &options, Random *random);

} // namespace tuneboard::demo
