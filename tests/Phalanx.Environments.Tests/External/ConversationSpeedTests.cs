using System.Diagnostics;
using System.Globalization;
using Phalanx.Environments.External;
using Xunit.Abstractions;

namespace Phalanx.Environments.Tests.External;

/// <summary>
/// What the conversation itself costs, with a program that computes nothing, in C, and in Python with nested lists and with ready buffers: 8 agents that see 100 numbers and have 14 actions. The figures are printed; those of docs/environments/external.md come from here,
/// on a machine that does nothing else. What is asserted is far below the bars, so that no test fails for its neighbours.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ConversationSpeedTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ExampleTheory]
    [InlineData("c", 1)]
    [InlineData("c", 8)]
    [InlineData("c", 32)]
    [InlineData("lists", 1)]
    [InlineData("lists", 32)]
    [InlineData("buffers", 1)]
    [InlineData("buffers", 32)]
    public void A_step_of_a_program_that_computes_nothing(string program, int count)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "benchmarks", "external");
        var settings = new ExternalSettings
        {
            Command = program == "c" ? $"'{CProgram.Compile(Path.Combine(folder, "fixed.c"), _folder["fixed"])}'" : $"python3 '{Path.Combine(folder, "fixed.py")}' {program}",
        };
        using IEnvironmentBatch batch = EnvironmentBatch.Guarded(new ExternalEnvironments("external", settings, count));
        EnvironmentSpec spec = batch.Spec;
        int[] all = [.. Enumerable.Range(0, count)], actions = new int[count * spec.Agents];
        float[] seen = new float[count * spec.Agents * spec.ObservationSize];
        bool[] available = new bool[count * spec.Agents * spec.Actions.Count];
        StepResult[] results = new StepResult[count];
        Array.ForEach(all, environment => batch.Reset(environment, 0));
        long steps = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Time)
        {
            for (int i = 0; i < 100; i++, steps += count)
            {
                batch.WriteObservations(all, seen);
                batch.WriteAvailableActions(all, available);
                batch.Step(all, new JointAction(actions), results);
            }
        }

        double rate = steps / watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program}, {count} in a message: {rate / count:F0} round trips a second, {rate:F0} environment steps a second"));
        Assert.InRange(rate, 1000, double.MaxValue);
    }
}
