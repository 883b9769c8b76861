using System.Diagnostics;
using System.Runtime.CompilerServices;
using Phalanx.Cli.Benchmarks;
using Phalanx.Environments;
using Phalanx.Learning;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>Episodes of the shape of the largest battle, 27 against 30, 6.4 MB each, in environments whose steps take as much of the processor as is wanted.</summary>
internal static class LargeEpisodes
{
    public const string Name = "large/27m";

    private static readonly LearnerShape Shape = LearnerShape.Measured.Single(shape => shape.Name == "27m_vs_30m");

    public static EnvironmentRegistry Environments { get; } = Registered();

    public static LearningProblem Problem(int episodes, double milliseconds) => ToyRun.Initialised(
        "qmix", Name, [FormattableString.Invariant($"rollout.environments={episodes}"), FormattableString.Invariant($"env.milliseconds={milliseconds}")], Environments);

    public static Round RoundOf(int number, int episodes) => new(1, RoundPurpose.Training, (long)number * episodes, episodes, new RunProgress(0, 0.5));

    private static EnvironmentRegistry Registered()
    {
        var registry = EnvironmentRegistry.WithBuiltIns();
        registry.Register(EnvironmentDefinition.Of<LargeSettings>(
            Name,
            "the shape of 27 against 30",
            (settings, count) => new WorkingEnvironments(new SyntheticEnvironments(Shape, count), settings.Milliseconds),
            _ => Shape.Specification));
        return registry;
    }

    /// <summary>Settings of these environments.</summary>
    public sealed record LargeSettings
    {
        [Setting("how long a step keeps the processor busy", Min = 0)]
        public double Milliseconds { get; init; }
    }

    /// <summary>Environments that compute for a while in every step: a fixed amount of work, so that a busy machine takes longer and does not do less.</summary>
    private sealed class WorkingEnvironments(IEnvironmentBatch inner, double milliseconds) : IEnvironmentBatch
    {
        private static readonly double RoundsOfMillisecond = Calibrated();

        private double _sink;

        public EnvironmentSpec Spec => inner.Spec;

        public int Count => inner.Count;

        public void Reset(int environment, ulong seed) => inner.Reset(environment, seed);

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
        {
            inner.Step(environments, actions, results);
            _sink += Work((long)(RoundsOfMillisecond * milliseconds * environments.Length));
        }

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => inner.WriteObservations(environments, observations);

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => inner.WriteState(environments, states);

        public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => inner.WriteAvailableActions(environments, available);

        public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden) =>
            inner.WriteEntities(environments, rows, absent, hidden);

        public void Dispose() => inner.Dispose();

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static double Work(long rounds)
        {
            double value = 1;
            for (long round = 0; round < rounds; round++)
            {
                value = Math.Sqrt(value + round);
            }

            return value;
        }

        private static double Calibrated()
        {
            const long Rounds = 10_000; // short enough for a busy machine to leave some of the attempts alone
            Work(Rounds);
            double best = double.MaxValue;
            for (int attempt = 0; attempt < 500; attempt++)
            {
                long begun = Stopwatch.GetTimestamp();
                Work(Rounds);
                best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return Rounds / best;
        }
    }
}
