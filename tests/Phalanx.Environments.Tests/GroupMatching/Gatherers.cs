using Phalanx.Environments.GroupMatching;

namespace Phalanx.Environments.Tests.GroupMatching;

/// <summary>A team that sees everything: each group walks to the cell whose farthest member is nearest, thought over at every step.</summary>
internal static class Gatherers
{
    private const int Ring = 6;

    public static double MeanReturn(GroupMatchingGame game, int episodes)
    {
        double total = 0;
        StepResult[] result = new StepResult[1];
        int[] actions = new int[game.Spec.Agents];
        for (int episode = 0; episode < episodes; episode++)
        {
            result[0] = default;
            game.Reset(0, (ulong)episode);
            while (!result[0].Ended)
            {
                Choose(game.CellsOf(0).ToArray(), game.GroupsOf(0).ToArray(), actions);
                game.Step([0], new JointAction(actions), result);
                total += result[0].Reward;
            }
        }

        return total / episodes;
    }

    private static void Choose(int[] cells, int[] groups, int[] actions)
    {
        foreach (int group in groups.Distinct())
        {
            int[] members = [.. Enumerable.Range(0, cells.Length).Where(agent => groups[agent] == group)];
            int meeting = Enumerable.Range(0, Ring).MinBy(cell => members.Max(agent => Math.Abs(WayTo(cell, cells[agent]))));
            foreach (int agent in members)
            {
                actions[agent] = GroupMatchingGame.Stay + Math.Sign(WayTo(meeting, cells[agent]));
            }
        }
    }

    /// <summary>How many cells to the right, or to the left when it is negative.</summary>
    private static int WayTo(int target, int cell)
    {
        int right = (target - cell + Ring) % Ring;
        return right <= Ring / 2 ? right : right - Ring;
    }
}
