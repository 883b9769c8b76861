using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// Battles in games of StarCraft II, each in a process of its own. A step asks all games before it waits for the first, and so does the beginning of episodes:
/// what was asked for is waited for when something is wanted of it.
/// </summary>
internal sealed class StarCraftBatch : SmacBatch, IEnvironmentBatch
{
    /// <summary>The statistic that tells how many times the game of an episode was started anew since the program began.</summary>
    public const string Restarts = "restarts";

    private readonly EpisodeTracker _episodes;
    private readonly StarCraftGame[] _games;
    private readonly GameOrigin _origin;

    /// <summary>Starts the first game; the others follow when they are needed.</summary>
    /// <param name="plan">What is played.</param>
    /// <param name="settings">How.</param>
    /// <param name="count">How many games.</param>
    /// <param name="starter">Starts them.</param>
    /// <param name="listener">Is told, a line at a time from any thread, what is not as it should be; null for no one.</param>
    /// <exception cref="EnvironmentContractException">The game does not start.</exception>
    public StarCraftBatch(BattlePlan plan, StarCraftSettings settings, int count, IGameStarter starter, Action<string>? listener)
    {
        Spec = SpecOf(plan, settings);
        _episodes = new EpisodeTracker(Spec, count);
        var table = new GameTable(plan, settings, starter, listener);
        (GameSession first, int failed) = StartFirst(table);
        table.Take(first);
        _origin = first.Origin;
        SmacRules rules = new(plan.Scenario with { Terrain = first.Ground! }, settings);
        _games = new StarCraftGame[count];
        for (int game = 0; game < count; game++)
        {
            _games[game] = game == 0 ? new StarCraftGame(table, rules, game, first, failed) : new StarCraftGame(table, rules, game);
        }
    }

    public override EnvironmentSpec Spec { get; }

    public override int Count => _games.Length;

    public IReadOnlyDictionary<string, string> Simulator => _origin.Named;

    /// <summary>What the environments are. No game is started for it.</summary>
    public static EnvironmentSpec SpecOf(BattlePlan plan, StarCraftSettings settings) =>
        new SmacRules(plan.Scenario, settings).Spec with { Statistics = [.. SmacRules.Statistics, Restarts] };

    public override void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _games[environment].AskBattle();
    }

    public override void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environments[row], action);
            if (ViewOf(environments[row]).Breach(action.Discrete) is { } rule)
            {
                throw _episodes.Breach(environments[row], rule);
            }
        }

        for (int row = 0; row < environments.Length; row++)
        {
            _games[environments[row]].AskStep(actions.Row(row, Spec).Discrete);
        }

        // All are heard out, so that no game is left with an answer to a question that is over.
        (int lost, GameFaultException? last) = (0, null);
        for (int row = 0; row < environments.Length; row++)
        {
            try
            {
                results[row] = _episodes.EndStep(environments[row], _games[environments[row]].EndStep());
            }
            catch (GameFaultException fault)
            {
                (lost, last) = (environments[row], fault);
            }
        }

        if (last is not null)
        {
            throw Stop(lost, last);
        }
    }

    public void Dispose()
    {
        // All are told before the first is waited for: a run that is stopped has few seconds for games that do not end by themselves.
        Array.ForEach(_games, game => game.AskToQuit());
        Array.ForEach(_games, game => game.Leave());
        Disposal.OfAll(_games);
    }

    /// <summary>Waits for the episode where it was begun and not looked at yet.</summary>
    protected override SmacView ViewOf(int environment)
    {
        StarCraftGame game = _games[environment];
        if (game.IsBeginning)
        {
            try
            {
                game.BeginBattle();
            }
            catch (GameFaultException fault)
            {
                throw Stop(environment, fault);
            }
        }

        return game.View;
    }

    protected override void WriteStatisticsOf(int environment, Span<float> statistics)
    {
        base.WriteStatisticsOf(environment, statistics);
        if (_games[environment].WasLost)
        {
            statistics.Clear(); // it was no battle
        }

        statistics[^1] = _games[environment].Restarts;
    }

    private static (GameSession Session, int Failed) StartFirst(GameTable table)
    {
        for (int failed = 0; ;)
        {
            try
            {
                return (GameSession.Start(table.Starter, table.Plan, table.Settings, number: 0), failed);
            }
            catch (GameFaultException fault)
            {
                table.Tell(0, fault.Message, ++failed);
                if (failed > StarCraftGame.MostFailedStarts)
                {
                    throw new EnvironmentContractException(table.Plan.Scenario.Name, $"the game could not be started {failed} times in a row, the last time because it {fault.Message}");
                }
            }
        }
    }

    /// <summary>The end of the run: what was learned is sound, and is saved.</summary>
    private EnvironmentContractException Stop(int environment, GameFaultException fault) => _episodes.Breach(environment, $"game {environment} {fault.Message}");
}
