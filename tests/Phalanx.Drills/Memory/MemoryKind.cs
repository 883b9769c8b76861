using System.Globalization;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Memory;

/// <summary>A run whose memory is measured: how its method learns, and on what.</summary>
/// <param name="Source">What the method learns from.</param>
/// <param name="Algorithm">The method.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Episodes">Episodes that the replay holds in the long form; what a method holds that learns from each once is not set.</param>
/// <param name="Length">About how many steps its episodes have.</param>
/// <param name="Overrides">Settings other than the method's own.</param>
internal sealed record MemoryKind(string Source, string Algorithm, string Environment, int Episodes, int Length, params string[] Overrides)
{
    /// <summary>How many threads train.</summary>
    public const int Threads = 2;

    // A run plays so many times the episodes that its replay holds, so that it is full for a good part of it. Battles are longer while nothing was learned.
    private const double Fillings = 1.6;

    /// <summary>Ways to learn with a replay that fills, all of it made as fast as may be: few training steps and short tests change no size.</summary>
    public static IReadOnlyList<MemoryKind> All { get; } =
    [
        new("episodes", "qmix", "battle/3s5z", 5000, 60, "training.steps_per_episode=1/16"),
        new("episodes", "qmix", "predator-prey", 600, 200, "training.steps_per_episode=1/4"),
        new("transitions", "maddpg", "predator-prey", 200, 200, "training.steps_per_episode=1/4"),
        new("on policy", "coma", "battle/3m", 2000, 25),
        new("entities", "refil", "battle/3m", 2000, 25, "training.steps_per_episode=1/16"),
        new("continuous", "fsv", "two-quadratics", 20000, 1, "training.steps_per_episode=1/8"),
    ];

    /// <summary>The run that must not grow: many short episodes.</summary>
    /// <param name="episodes">How many.</param>
    public static MemoryKind OfShortEpisodes(int episodes) =>
        new("episodes", "qmix", "matrix/two-step", (int)Math.Ceiling(episodes / Fillings), 2, "replay.capacity_episodes=1000", "evaluation.interval=2000");

    /// <summary>What it is called in the table.</summary>
    public string Name => $"{Algorithm} on {Environment}";

    /// <summary>The words of a command line that trains it.</summary>
    /// <param name="share">Which share of the long form.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="folder">The folder of the run.</param>
    public string[] Training(double share, ulong seed, string folder)
    {
        RunRequest request = Request(share, seed);
        return
        [
            "train", Algorithm, Environment, "--seed", Number((long)seed), "--steps", Number(request.Steps!.Value), "--threads", Number(Threads), "--out", folder,
            .. request.Set.SelectMany(assignment => (string[])["--set", assignment]),
        ];
    }

    /// <summary>What the same words say to the library: the problem of which the need can be asked.</summary>
    public LearningProblem Problem(double share, ulong seed)
    {
        (EnvironmentRegistry environments, AlgorithmRegistry algorithms) = (SampleRun.Environments, SampleRun.Algorithms);
        return new LearningProblem(
            new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf).Resolve(Request(share, seed)).Run, environments, algorithms);
    }

    private RunRequest Request(double share, ulong seed)
    {
        int episodes = Math.Max(64, (int)(Episodes * share));
        long steps = (long)(Fillings * episodes * Length);
        return new RunRequest
        {
            Algorithm = Algorithm,
            Environment = Environment,
            Seed = seed,
            Steps = steps,
            Threads = Threads,
            Set =
            [
                $"replay.capacity_episodes={Number(episodes)}", $"evaluation.interval={Number(steps / 4)}", "evaluation.episodes=2",
                $"checkpoint.interval={Number(steps / 3)}", "checkpoint.keep=1", .. Overrides,
            ],
        };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
