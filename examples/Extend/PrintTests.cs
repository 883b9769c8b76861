using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Examples.Extend;

/// <summary>Prints a line for every test on the way. The run tells it on a thread of its own and does not wait for it.</summary>
internal sealed class PrintTests : ITrainerObserver
{
    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) =>
        Console.WriteLine($"{progress.TEnv} steps: return {figures[MetricsColumns.TestReturnMean]:F2}, met {figures["test_met_mean"]:P0}");
}
