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
        string[] others = ["battle/file", "external", "matrix/file"]; // whose settings env.map, env.command and env.path have no defaults
        Assert.Equal(BuiltIns.Names.Except(others).Select(name => $"environments/{name}"), names);
    }

    [Theory]
    [InlineData("predator-prey", 800_000)]
    [InlineData("lbf/8x8-2p-2f-coop", 300_000)]
    [InlineData("hunt", 1_000_000)]
    public void A_row_is_a_rate_held_against_a_bar_that_allocates_nothing(string name, double bar)
    {
        foreach (double part in (double[])[0.99, 1.01])
        {
            BenchmarkResult row = Measure(name, threads: 1, bar * part);
            Assert.Equal(($"environments/{name}", "joint steps/s", bar, 0L), (row.Name, row.Unit, row.Bar, row.AllocatedBytes));
            Assert.Equal(bar * part, row.Value!.Value, 1e-3 * bar);
            Assert.Equal(part > 1, row.Holds);
        }
    }

    [Theory]
    [InlineData("battle/3m", 200_000.0)]
    [InlineData("battle/2s3z", 100_000.0)]
    [InlineData("battle/3s5z", 60_000.0)]
    [InlineData("battle/3s5z_vs_3s6z", null)]
    [InlineData("battle/MMM", null)]
    [InlineData("battle/MMM2", 35_000.0)]
    [InlineData("battle/27m_vs_30m", 10_000.0)]
    [InlineData("battle/2c_vs_64zg", 10_000.0)]
    [InlineData("battle/v2/terran_5_vs_5", 80_000.0)]
    [InlineData("battle/v2/terran_20_vs_20", null)]
    [InlineData("battle/v2/zerg_20_vs_23", 10_000.0)]
    public void Battles_have_bars_by_their_whole_names_or_none(string name, double? bar)
    {
        BenchmarkResult row = Measure(name, threads: 1, rateOfThread: 5_000);
        Assert.Equal(5_000, row.Value!.Value, 5.0);
        Assert.Equal((bar, bar is null ? null : false), (row.Bar, row.Holds));
    }

    [Fact]
    public void Several_threads_add_their_rates_up_and_have_no_bar()
    {
        BenchmarkResult row = Measure("hunt", threads: 2, rateOfThread: 1e6);
        Assert.Equal(2e6, row.Value!.Value, 1e3);
        Assert.Null(row.Bar);
        Assert.Null(row.Holds);
    }

    /// <summary>Measures worlds by a clock by which a thread makes so many steps a second.</summary>
    private static BenchmarkResult Measure(string name, int threads, double rateOfThread)
    {
        const int Worlds = 1000;
        return EnvironmentBenchmarks.Create(BuiltIns, threads, Worlds, default, new StandInClock(Worlds / rateOfThread)).Measure($"environments/{name}");
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
