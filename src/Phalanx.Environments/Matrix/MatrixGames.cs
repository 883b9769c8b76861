using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;

namespace Phalanx.Environments.Matrix;

/// <summary>Registers the matrix games.</summary>
internal static class MatrixGames
{
    private const string Page = "matrix";

    private static readonly StreamPurpose Noise = StreamPurpose.Named("matrix/noise");

    public static void Register(EnvironmentRegistry registry)
    {
        RegisterFixed(registry, "matrix/qtran", "QTRAN's 3x3 game: the optimum lies among the worst payoffs", PayoffTables.Qtran);
        RegisterFixed(registry, "matrix/resq", "ResQ's 3x3 game: an optimum of 8 beside an easy 7.9", PayoffTables.Resq);
        RegisterFixed(registry, "matrix/resq-noisy", "ResQ's 3x3 game with normal noise on every reward", PayoffTables.Resq, NormalNoise);
        RegisterFixed(registry, "matrix/weighted-qmix", "Weighted QMIX's 2x2 game: agree, no matter on what", PayoffTables.WeightedQmix);
        RegisterFixed(registry, "matrix/weak-recovery", "a 2x2 game whose nearest monotonic table has its best joint action tied with another", PayoffTables.WeakRecovery);
        RegisterFixed(registry, "matrix/qplex-3", "QPLEX's game 3: a risky 8 beside two safe 6", PayoffTables.Qplex3);
        RegisterFixed(registry, "matrix/pymarl2", "PyMARL2's 3x3 game: not monotonic, yet QMIX solves it", PayoffTables.Pymarl2);
        RegisterFixed(registry, "matrix/climb", "the climbing game: steps up to 11 beside a fall to -30", PayoffTables.Climb);

        Register<FirstWeightSettings>(
            registry, "matrix/qplex-1", "QPLEX's game 1: a lone 10.4 among many 10", settings =>
                PayoffTables.Qplex1(settings.FirstWeight));
        Register<PenaltySettings>(
            registry, "matrix/penalty", "the penalty game: two optima, and a penalty for mixing them", settings =>
                PayoffTables.Penalty(settings.Penalty));
        Register<GridSettings>(
            registry, "matrix/grid", "QTRAN's game for any number of agents and actions", GridOf);
        Register<ClipSettings>(
            registry, "matrix/qtran-21", "QTRAN's 21x21 game: a narrow peak of 10, a wide hill of 5", settings =>
                PayoffTables.Qtran21(settings.ClipAt));
        Register<RandomGameSettings>(
            registry, "matrix/random", "random payoffs whose best is 10", settings =>
                PayoffTables.Random(settings.Agents, settings.Actions, settings.Seed));
        Register<PayoffFileSettings>(
            registry, "matrix/file", "a one-step game of your own, from a JSON or CSV file of payoffs", FileOf);

        registry.Register<TwoStepSettings>(
            "matrix/two-step", "QMIX's two-step game: a safe 7, or 8 for those who coordinate",
            (settings, count) => new TwoStepGame(settings, count), TwoStepGame.SpecOf, Page, nameof(TwoStepGame));
        registry.Register<MStepSettings>(
            "matrix/m-step", "MAVEN's m-step game: a tempting path of m beside a better one of m + 3",
            (settings, count) => new MStepGame(settings, count), MStepGame.SpecOf, Page, nameof(MStepGame));
    }

    /// <summary>One draw from the standard normal distribution, the same every time the episode is played.</summary>
    private static double NormalNoise(ulong episodeSeed)
    {
        RandomStream stream = new(episodeSeed, Noise, 0);
        return stream.NextNormal();
    }

    private static PayoffTable GridOf(GridSettings settings) => PayoffTables.Grid(
        settings.Agents, settings.Actions, settings.Optimum, settings.Penalty, settings.Base, settings.Second);

    private static PayoffTable FileOf(PayoffFileSettings settings) => string.IsNullOrWhiteSpace(settings.Path)
        ? throw EnvironmentSettings.Error(nameof(settings.Path), null, "the path of a .json or .csv file of payoffs")
        : PayoffFile.Read(settings.Path);

    private static void RegisterFixed(
        EnvironmentRegistry registry, string name, string summary, PayoffTable payoffs, Func<ulong, double>? noise = null) =>
        Register<MatrixSettings>(registry, name, summary, _ => payoffs, noise);

    private static void Register<[DynamicallyAccessedMembers(EnvironmentSettings.Reflected)] TSettings>(
        EnvironmentRegistry registry, string name, string summary, Func<TSettings, PayoffTable> payoffs, Func<ulong, double>? noise = null)
        where TSettings : OneStepSettings, new() =>
        registry.Register<TSettings>(
            name,
            summary,
            (settings, count) => new OneStepGame(name, payoffs(settings), count, settings.Observation, noise),
            settings => OneStepGame.SpecOf(name, payoffs(settings), settings.Observation),
            Page,
            nameof(OneStepGame));
}
