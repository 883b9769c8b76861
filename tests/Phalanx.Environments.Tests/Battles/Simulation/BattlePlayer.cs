using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>A team of one battle that chooses among its available actions at random.</summary>
internal sealed class BattlePlayer(Battle battle)
{
    private static readonly StreamPurpose Actions = StreamPurpose.Named("test/battle player");

    /// <summary>Plays an episode and lets a test look at the battle at its start and after every step.</summary>
    public void Play(ulong seed, Action<Battle> look)
    {
        RandomStream random = new(seed, Actions, 0);
        bool[] available = new bool[battle.Forces.Allies * battle.View.Rules.Actions];
        int[] actions = new int[battle.Forces.Allies];
        battle.Begin(seed);
        look(battle);
        StepResult result = default;
        while (!result.Ended)
        {
            battle.View.WriteAvailableActions(available);
            RandomActions.Draw(available, ref random, actions);
            result = battle.Step(actions);
            look(battle);
        }
    }
}
