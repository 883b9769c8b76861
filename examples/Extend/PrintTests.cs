using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Examples.Extend;

/// <summary>Tells of every test on the way. It is called on the thread that trains, one report after the other.</summary>
internal sealed class PrintTests : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Latest is { } latest)
        {
            Console.WriteLine($"{value.TEnv} steps: return {latest[MetricsColumns.TestReturnMean]:F2}, met {latest["test_met_mean"]:P0}");
        }
    }
}
