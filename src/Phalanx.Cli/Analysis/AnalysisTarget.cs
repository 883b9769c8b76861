using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Cli.Analysis;

/// <summary>What is analysed: a game by its name, a file of payoffs, or the game of a run and what was learned there.</summary>
/// <param name="Name">What the user called it.</param>
/// <param name="Payoff">The payoffs.</param>
internal sealed record AnalysisTarget(string Name, PayoffTable Payoff)
{
    /// <summary>The name under which algorithms can be trained on it; null where only its payoffs are known.</summary>
    public string? Environment { get; private init; }

    /// <summary>What the run learned; null for what is no run.</summary>
    public LearnedGame? Run { get; private init; }

    /// <summary>Finds what a word means.</summary>
    /// <exception cref="UserErrorException">It means nothing that has payoffs.</exception>
    public static AnalysisTarget Find(Library library, string word, IReadOnlyList<string> set)
    {
        if (library.Environments.Find(word) is not null)
        {
            return OfGame(library, word, [.. set.Where(RunNames.IsOfEnvironment)]);
        }

        bool run = Directory.Exists(word);
        if (run || Path.GetExtension(word).ToLowerInvariant() is ".json" or ".csv")
        {
            return set.FirstOrDefault(RunNames.IsOfEnvironment) is not { } misplaced
                ? run ? OfRun(library, word) : new AnalysisTarget(word, PayoffFile.Read(word))
                : throw new UserErrorException($"--set '{misplaced}' cannot change '{word}'; only a game that is named has settings");
        }

        try
        {
            return OfGame(library, word, []);
        }
        catch (UserErrorException unknown)
        {
            throw new UserErrorException(
                $"there is no game, file of payoffs (.json or .csv) or run directory '{word}': {unknown.Message}", unknown);
        }
    }

    private static AnalysisTarget OfGame(Library library, string name, IReadOnlyList<string> set)
    {
        EnvironmentDefinition game = library.Environments[name];
        return new AnalysisTarget(name, PayoffsOf(game, library.Settings.ResolveEnvironment(name, set))) { Environment = name };
    }

    private static AnalysisTarget OfRun(Library library, string folder)
    {
        using var directory = RunDirectory.OpenToRead(folder);
        var summary = RunSummary.Read(directory.SummaryPath);
        OneStepSummary learned = summary.OneStep
            ?? throw new UserErrorException($"'{directory.SummaryPath}' has no tables of a one-step game");
        RunSettings settings = Trainer.ReadSettings(directory, library.Environments, library.Algorithms);
        PayoffTable payoffs = PayoffsOf(library.Environments[settings.EnvironmentName], settings.Env);
        return new AnalysisTarget(folder, payoffs) { Run = new LearnedGame(library.Algorithms[summary.Algorithm], summary.Seed, summary.TEnv, learned) };
    }

    private static PayoffTable PayoffsOf(EnvironmentDefinition game, object settings) => game.SpecOf(settings).Payoffs
        ?? throw new UserErrorException($"'{game.Name}' is not a game of one step; only those have a table of payoffs, such as matrix/qtran");
}
