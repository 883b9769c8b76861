using System.Globalization;
using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// One of the games of a batch, and what its agents see. A game that is lost is replaced by another one when the next battle begins; its battle then has ended
/// without a reward (battles.md, 7.5). A call that waits comes after one that asks, so that several games are asked before one is waited for.
/// </summary>
internal sealed class StarCraftGame : IDisposable
{
    /// <summary>How many times in a row a game may fail to start.</summary>
    public const int MostFailedStarts = 3;

    /// <summary>How many battles in a row may be lost to faults: a game that starts, and breaks in every battle, ends the run.</summary>
    public const int MostLostBattles = 10;

    private const int MostLoopsToBegin = 1000;

    private readonly GameTable _table;
    private readonly int _number;
    private readonly BattleUnits _units;
    private readonly ActionQuestion _commands;
    private readonly KillQuestion _kill;
    private readonly StepQuestion _loops;
    private readonly int _longest;
    private GameSession? _session;
    private bool _isAsked;
    private int _failedStarts;
    private int _lostBattles;
    private bool _toldRefusal;

    /// <summary>A game that is not started before it is needed.</summary>
    /// <param name="table">What the games of a batch have in common.</param>
    /// <param name="rules">What their views have in common.</param>
    /// <param name="number">The number of this one.</param>
    /// <param name="session">The game itself where it is started already.</param>
    /// <param name="restarts">How many times it failed to start before.</param>
    public StarCraftGame(GameTable table, SmacRules rules, int number, GameSession? session = null, int restarts = 0)
    {
        (_table, _number, _session, Restarts) = (table, number, session, restarts);
        View = new SmacView(rules);
        _units = new BattleUnits(table.Plan);
        _commands = new ActionQuestion(View, _units);
        _kill = new KillQuestion(View, _units);
        _loops = new StepQuestion(table.Settings.StepMul);
        _longest = (table.Plan.Scenario.EpisodeLimit * table.Settings.StepMul) + MostLoopsToBegin;
    }

    /// <summary>What agents may do, see and are paid.</summary>
    public SmacView View { get; }

    /// <summary>How many times the game was lost, or failed to start, and was started anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>Whether the last battle ended because the game was lost.</summary>
    public bool WasLost { get; private set; }

    /// <summary>Whether a battle was asked for that has not begun yet.</summary>
    public bool IsBeginning { get; private set; }

    /// <summary>Asks for another battle.</summary>
    public void AskBattle()
    {
        IsBeginning = true;
        WasLost = false;
        if (_session is null || _isAsked)
        {
            // None runs, or one that was given up in the middle of an answer.
            Drop();
            return;
        }

        try
        {
            if (HasBattle && !_session.IsSpent(_longest))
            {
                _isAsked = true;
                _session.AskNextBattle(_kill);
            }
        }
        catch (GameFaultException fault)
        {
            Lose(fault);
        }
    }

    /// <summary>Waits for the battle that was asked for, in another game where that one is lost.</summary>
    /// <exception cref="GameFaultException">Too many games in a row could not be started.</exception>
    public void BeginBattle()
    {
        while (!TryBeginBattle())
        {
        }

        IsBeginning = false;
    }

    /// <summary>Asks for a step.</summary>
    /// <param name="actions">What the agents do, which is allowed.</param>
    public void AskStep(ReadOnlySpan<int> actions)
    {
        View.Take(actions);
        try
        {
            _isAsked = true;
            _session!.AskStep(_commands, _loops);
        }
        catch (GameFaultException fault)
        {
            LoseBattle(fault);
        }
    }

    /// <summary>Waits for what the step led to. Where the game is lost, the battle ends without a reward.</summary>
    /// <exception cref="GameFaultException">Too many battles in a row were lost so.</exception>
    public StepResult EndStep()
    {
        try
        {
            if (_session is { } session)
            {
                session.AnswerStep();
                _isAsked = false;
                TellRefusal(session);
                _units.Update(session.Seen, View);
                StepResult result = View.Settle();
                _lostBattles = result.Ended ? 0 : _lostBattles;
                return result;
            }
        }
        catch (GameFaultException fault)
        {
            LoseBattle(fault);
        }

        return _lostBattles <= MostLostBattles
            ? new StepResult(0, Terminated: true, Truncated: false)
            : throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"was lost in {_lostBattles} battles in a row, the last time because it {_table.LastReason}"));
    }

    /// <summary>Asks the game to end, once its replay is saved where that is wanted.</summary>
    public void AskToQuit()
    {
        if (!_isAsked)
        {
            SaveReplay();
        }

        _session?.AskToQuit();
    }

    /// <summary>Lets the game end, after <see cref="AskToQuit"/> by itself.</summary>
    public void Leave() => _session?.Leave();

    /// <summary>Ends the game.</summary>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }

    private bool HasBattle => _units.Tags[0] != 0;

    private bool TryBeginBattle()
    {
        try
        {
            if (_session is null)
            {
                _session = GameSession.Start(_table.Starter, _table.Plan, _table.Settings, _number);
                _table.Compare(_session);
            }

            Begin(_session);
            _failedStarts = 0;
            return true;
        }
        catch (GameFaultException fault)
        {
            _failedStarts += _isAsked ? 0 : 1;
            Lose(fault);
            return _failedStarts <= MostFailedStarts
                ? false
                : throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"could not be started {_failedStarts} times in a row, the last time because it {fault.Message}"), fault);
        }
    }

    private void Begin(GameSession session)
    {
        if (_isAsked)
        {
            session.AnswerNextBattle();
            _isAsked = false;
        }
        else if (HasBattle && session.IsSpent(_longest))
        {
            SaveReplay();
            if (!session.TryRestart())
            {
                Drop();
                _session = session = GameSession.Start(_table.Starter, _table.Plan, _table.Settings, _number);
            }

            Look(session);
        }
        else
        {
            Look(session);
        }

        for (int loop = 0; !_units.TryBegin(session.Seen, View); loop++)
        {
            if (loop == MostLoopsToBegin)
            {
                throw new GameFaultException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {session.Seen.CountOf(1)} units of the team and {session.Seen.CountOf(2)} of the enemy after {MostLoopsToBegin} loops; {View.Rules.Allies} and {View.Rules.Enemies} were expected"));
            }

            session.AskLoop();
            session.AnswerLoop();
        }
    }

    private static void Look(GameSession session)
    {
        session.AskUnits();
        session.AnswerUnits();
    }

    private void LoseBattle(GameFaultException fault)
    {
        WasLost = true;
        _lostBattles++;
        Lose(fault);
    }

    private void Lose(GameFaultException fault)
    {
        Restarts++;
        _isAsked = false;
        _table.Tell(_number, fault.Message, Restarts);
        Drop();
    }

    /// <summary>Ends the game without another word.</summary>
    private void Drop()
    {
        _isAsked = false;
        if (_session is { } session)
        {
            _session = null;
            Disposal.AfterFailure(session);
        }
    }

    private void TellRefusal(GameSession session)
    {
        if (session.RefusedCommands > 0 && !_toldRefusal)
        {
            _toldRefusal = true;
            _table.Tell(_number, string.Create(CultureInfo.InvariantCulture, $"did not obey a command (result {session.LastRefusal}); further ones are not told"));
        }
    }

    private void SaveReplay()
    {
        if (_session is { } session && _table.Replays is { } replays && HasBattle)
        {
            try
            {
                replays.Save(_number, session.SaveReplay());
            }
            catch (Exception failure) when (failure is GameFaultException or ExplainedException)
            {
                _table.Tell(_number, $"has no replay: {failure.Message}");
            }
        }
    }
}
