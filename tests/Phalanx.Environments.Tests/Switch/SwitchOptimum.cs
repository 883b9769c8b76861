using Phalanx.Environments.Grids;
using Phalanx.Environments.Switch;

namespace Phalanx.Environments.Tests.Switch;

/// <summary>
/// The best return of a switch, by exact dynamic programming over everywhere the agents may be. The transitions are asked of the game itself.
/// </summary>
internal static class SwitchOptimum
{
    private static readonly int[] Open = [.. Enumerable.Range(0, SwitchMap.Rows * SwitchMap.Columns).Where(cell =>
        SwitchMap.IsOpen(cell / SwitchMap.Columns, cell % SwitchMap.Columns))];

    public static double Of(SwitchGame game)
    {
        int agents = game.Spec.Agents;
        int start = NumberOf(game.CellsOf(0));
        int states = Power(Open.Length, agents);
        int choices = Power(GridStep.Count, agents);
        int[] next = new int[states * choices];
        float[] reward = new float[states * choices];
        Ask(game, next, reward, choices);

        // Not moving costs in every state but the end, so the values of longer and longer plans settle.
        double[] values = new double[states];
        bool changed = true;
        for (int steps = 0; steps < game.Spec.EpisodeLimit && changed; steps++)
        {
            (double[] before, values) = (values, new double[states]);
            changed = false;
            for (int state = 0; state < states; state++)
            {
                double best = double.NegativeInfinity;
                for (int edge = state * choices; edge < (state + 1) * choices; edge++)
                {
                    best = Math.Max(best, Math.Round(reward[edge], 1) + before[next[edge]]);
                }

                values[state] = best;
                changed |= Math.Abs(best - before[state]) > 1e-9;
            }
        }

        return values[start];
    }

    private static void Ask(SwitchGame game, int[] next, float[] reward, int choices)
    {
        int agents = game.Spec.Agents;
        int[] cells = new int[agents];
        int[] actions = new int[agents];
        StepResult[] result = new StepResult[1];
        for (int edge = 0; edge < next.Length; edge++)
        {
            (int state, int choice) = Math.DivRem(edge, choices);
            for (int agent = 0; agent < agents; agent++)
            {
                (state, int place) = Math.DivRem(state, Open.Length);
                cells[agent] = Open[place];
                (choice, actions[agent]) = Math.DivRem(choice, GridStep.Count);
            }

            // Two in one cell never happens.
            next[edge] = edge / choices;
            if (cells.Distinct().Count() == agents)
            {
                game.Reset(0, 1);
                game.Place(0, cells);
                game.Step([0], new JointAction(actions), result);
                reward[edge] = (float)result[0].Reward;
                next[edge] = NumberOf(game.CellsOf(0));
            }
        }
    }

    private static int NumberOf(ReadOnlySpan<int> cells)
    {
        int number = 0;
        for (int agent = cells.Length - 1; agent >= 0; agent--)
        {
            number = (number * Open.Length) + Array.IndexOf(Open, cells[agent]);
        }

        return number;
    }

    private static int Power(int number, int exponent) => exponent == 0 ? 1 : number * Power(number, exponent - 1);
}
