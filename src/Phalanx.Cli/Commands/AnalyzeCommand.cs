using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Phalanx.Analysis;
using Phalanx.Cli.Analysis;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx analyze</c>: what factorisations can represent of a game, exactly, and what they learn of it.</summary>
internal sealed class AnalyzeCommand : Command
{
    private readonly Library _library;
    private const long DefaultSteps = 20_000;

    private static readonly double[] DefaultAlphas = [0.1, 0.5];

    private readonly Argument<string?> _target = new("game|file|run-dir")
    {
        Description = "A one-step game by name, a file of payoffs (.json or .csv), or a run on a one-step game; --random-games needs none.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<double[]> _alphas = new("--alpha") { Description = "A smaller weight to project with; may be given several times. By default 0.1 and 0.5.", HelpName = "X" };
    private readonly Option<string[]> _set = new("--set") { Description = "A setting of the game (env.*), or with --learn of the runs; may be given several times.", HelpName = "path=value" };
    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the tables side by side into this file.", HelpName = "F" };
    private readonly Option<long> _maxOrders = new("--max-orders") { Description = "The most tuples of action orders that a projection may go through.", HelpName = "N", DefaultValueFactory = _ => new ProjectionOptions().MaxOrderTuples };
    private readonly Option<string?> _learn = new("--learn") { Description = "Algorithms to train on the game with full exploration, separated by commas.", HelpName = "ALGO[,ALGO...]" };
    private readonly StepsOption _steps = new();
    private readonly Option<int> _seeds = new("--seeds") { Description = "How many runs each algorithm learns.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of random games, and of the first run of each algorithm.", HelpName = "N" };
    private readonly ThreadsOption _threads = new("all that the machine has");
    private readonly Option<int?> _randomGames = new("--random-games") { Description = "Count how often each method finds the optimum of this many random games.", HelpName = "N" };
    private readonly Option<int?> _agents = new("--agents") { Description = "Agents of the random games; as many as the game's, or 2.", HelpName = "N" };
    private readonly Option<int?> _actions = new("--actions") { Description = "Actions of each agent in the random games; as many as in the game, or 3.", HelpName = "N" };
    private readonly Option<PayoffDistribution> _payoffs = new("--payoffs") { Description = "Payoffs of the random games: evenly from [0, 10), or standard normal.", HelpName = "uniform|normal" };
    private readonly JsonOption _json = new();

    public AnalyzeCommand(Library library)
        : base("analyze", "Project a one-step game onto what factorisations can represent, exactly, and compare with what they learn.")
    {
        _library = library;
        Add(_target);
        Add(_alphas);
        Add(_set);
        Add(_svg);
        Add(_maxOrders);
        Add(_learn);
        Add(_steps);
        Add(_seeds);
        Add(_seed);
        Add(_threads);
        Add(_randomGames);
        Add(_agents);
        Add(_actions);
        Add(_payoffs);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        string? word = result.GetValue(_target);
        string[] set = result.GetValue(_set) ?? [];
        string[] learners = (result.GetValue(_learn) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Refuse(word is null, result.GetValue(_randomGames) is null, "name a game, a file of payoffs or a run directory, or ask for --random-games");
        Refuse(word is null, learners.Length > 0 || set.Length > 0 || result.GetValue(_svg) is not null, "--learn, --set and --svg need a game");
        if (learners.Length == 0 && set.FirstOrDefault(assignment => !RunNames.IsOfEnvironment(assignment)) is { } stray)
        {
            throw new UserErrorException($"--set '{stray}' changes no game; without --learn only env.* can be set");
        }

        AnalysisTarget? target = word is null ? null : AnalysisTarget.Find(_library, word, set);
        var document = new JsonObject();
        bool json = result.GetValue(_json);
        bool shown = !json && Terminal.IsTerminal(output);
        if (target is not null)
        {
            var learning = new GameLearning(_library, target, set, AtLeastOne("--steps", result.GetValue(_steps) ?? DefaultSteps), result.GetValue(_threads));
            learning.ThrowIfImpossible(learners);
            GameAnalysis analysis = Analyse(result, target, shown, cancellation);
            document = AnalysisDocument.Of(analysis);
            if (!json)
            {
                AnalysisText.Print(output, target.Name, analysis);
            }

            if (target.Run is { } run)
            {
                document["run"] = AnalysisDocument.Of(analysis, run);
                Show(run);
            }

            foreach (LearnedGame learned in Learn(result, learning, learners, shown, cancellation))
            {
                ((JsonArray)(document["learned"] ??= new JsonArray())).Add(AnalysisDocument.Of(analysis, learned));
                Show(learned);
            }

            void Show(LearnedGame learned)
            {
                if (!json)
                {
                    AnalysisText.Print(output, analysis, learned);
                }
            }
        }

        if (result.GetValue(_randomGames) is { } trials)
        {
            RandomGameSweep sweep = Sweep(result, target, trials, shown, cancellation);
            document["random_games"] = AnalysisDocument.Of(sweep);
            if (!json)
            {
                output.Write(target is null ? "" : Environment.NewLine);
                AnalysisText.Print(output, sweep);
            }
        }

        if (json)
        {
            JsonDocuments.Write(output, document);
        }

        return ExitCode.Done;
    }

    private GameAnalysis Analyse(ParseResult result, AnalysisTarget target, bool shown, CancellationToken cancellation)
    {
        ChosenFile? figure = result.GetValue(_svg) is { } path ? ChosenFile.At(path, "figure in SVG", "<svg"u8) : null;
        var analysis = WorkProgress.During(shown, "projecting", progress => GameAnalysis.Of(
            target.Payoff, Alphas(result), AtLeastOne("--max-orders", result.GetValue(_maxOrders)), progress, cancellation));
        figure?.Write(Encoding.UTF8.GetBytes(AnalysisFigure.Draw(analysis)));

        return analysis;
    }

    private IEnumerable<LearnedGame> Learn(
        ParseResult result, GameLearning learning, IReadOnlyList<string> algorithms, bool shown, CancellationToken cancellation)
    {
        long seeds = AtLeastOne("--seeds", result.GetValue(_seeds));
        foreach (string algorithm in algorithms)
        {
            for (ulong index = 0; index < (ulong)seeds; index++)
            {
                ulong seed = result.GetValue(_seed) + index;
                yield return WorkProgress.During(
                    shown, $"{algorithm}, seed {seed}", progress => learning.Train(algorithm, seed, progress, cancellation));
            }
        }
    }

    private RandomGameSweep Sweep(ParseResult result, AnalysisTarget? target, int trials, bool shown, CancellationToken cancellation)
    {
        var games = new RandomGames
        {
            Agents = (int)AtLeastOne("--agents", result.GetValue(_agents) ?? target?.Payoff.Agents ?? 2),
            Actions = (int)AtLeastOne("--actions", result.GetValue(_actions) ?? target?.Payoff.Actions ?? 3),
            Trials = (int)AtLeastOne("--random-games", trials),
            Distribution = result.GetValue(_payoffs),
            Seed = result.GetValue(_seed),
        };
        long maxOrders = AtLeastOne("--max-orders", result.GetValue(_maxOrders));
        return WorkProgress.During(shown, "random games", progress => RandomGameSweep.Run(
            games, Alphas(result), new ProjectionOptions { MaxOrderTuples = maxOrders, Progress = progress }, cancellation));
    }

    private double[] Alphas(ParseResult result) => result.GetValue(_alphas) is { Length: > 0 } given ? given : DefaultAlphas;

    private static long AtLeastOne(string option, long value) =>
        value >= 1 ? value : throw new UserErrorException($"option '{option}' is '{value}'; allowed is 1 or more");

    private static void Refuse(bool first, bool second, string sentence)
    {
        if (first && second)
        {
            throw new UserErrorException(sentence);
        }
    }
}
