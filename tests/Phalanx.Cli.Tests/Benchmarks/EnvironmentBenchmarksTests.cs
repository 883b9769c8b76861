using Phalanx.Cli.Benchmarks;
using Phalanx.Environments;

namespace Phalanx.Cli.Tests.Benchmarks;

public class EnvironmentBenchmarksTests
{
    private static readonly EnvironmentRegistry BuiltIns = EnvironmentRegistry.WithBuiltIns();

    [Fact]
    public void Every_environment_that_needs_no_settings_is_measured()
    {
        IReadOnlyList<string> names = EnvironmentBenchmarks.Create(BuiltIns, 1, 4, default).Select("");
        Assert.Equal(
            BuiltIns.Names.Where(name => name != "matrix/file").Select(name => $"environments/{name}"), names);
    }

    [Theory]
    [InlineData("predator-prey", 800_000)]
    [InlineData("hunt", 1_000_000)]
    public void A_row_is_a_rate_with_a_bar_that_allocates_nothing(string name, double bar)
    {
        BenchmarkResult row = EnvironmentBenchmarks.Create(BuiltIns, 1, 4, default).Measure($"environments/{name}");
        Assert.Equal(($"environments/{name}", "joint steps/s", bar, 0L), (row.Name, row.Unit, row.Bar, row.AllocatedBytes));
        Assert.Equal(row.Value >= bar, row.Holds);
    }

    [Fact]
    public void Several_threads_have_no_bar()
    {
        BenchmarkResult row = EnvironmentBenchmarks.Create(BuiltIns, 2, 4, default).Measure("environments/hunt");
        Assert.True(row.Value > 0);
        Assert.Null(row.Bar);
        Assert.Null(row.Holds);
    }

    [Fact]
    public void Episodes_begin_one_after_another_so_that_every_step_has_its_share_of_resets()
    {
        const int Limit = 10;
        const int Worlds = 20;
        int resets = 0;
        var registry = new EnvironmentRegistry();
        registry.Register("clock", "only time goes by", () => new Clock(Limit, () => resets++));
        using var problem = new EnvironmentProblem(registry["clock"], Worlds);
        problem.Start();
        Assert.Equal(Worlds, resets);
        for (int step = 0; step < 3 * Limit; step++)
        {
            resets = 0;
            problem.Run();
            Assert.InRange(resets, Worlds / Limit, 2 * Worlds / Limit);
        }
    }

    private sealed class Clock(int limit, Action reset) : IEnvironment
    {
        private int _steps;

        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "clock",
            Agents = 1,
            Actions = ActionSpec.Continuous(1, 0, 1),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = limit,
        };

        public void Reset(ulong seed)
        {
            _steps = 0;
            reset();
        }

        public StepResult Step(JointAction action) => new(0, Truncated: ++_steps == limit);

        public void WriteObservations(Span<float> observations) => observations.Clear();

        public void WriteState(Span<float> state) => state.Clear();
    }
}
