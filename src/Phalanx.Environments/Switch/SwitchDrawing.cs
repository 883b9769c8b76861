using System.Globalization;

namespace Phalanx.Environments.Switch;

/// <summary>Draws the rooms, the corridor, the agents, and a ring with an agent's number where it wants to be.</summary>
internal static class SwitchDrawing
{
    public static Frame Draw(ReadOnlySpan<int> cells, int steps, IReadOnlyList<FrameEvent> events)
    {
        List<FrameItem> items = [];
        for (int row = 0; row < SwitchMap.Rows; row++)
        {
            for (int column = 0; column < SwitchMap.Columns; column++)
            {
                if (!SwitchMap.IsOpen(row, column))
                {
                    int id = (2 * cells.Length) + SwitchMap.CellOf((row, column));
                    items.Add(FrameItem.InCell(FrameRole.Obstacle, FrameShape.Square, column, row, size: 1) with { Id = id, Kind = "wall" });
                }
            }
        }

        for (int agent = 0; agent < cells.Length; agent++)
        {
            (int row, int column) = SwitchMap.Goals[agent];
            items.Add(FrameItem.InCell(FrameRole.Target, FrameShape.Ring, column, row, Name(agent), size: 0.9) with
            {
                Id = IdOfGoal(agent, cells.Length),
                Kind = "goal",
            });
        }

        for (int agent = 0; agent < cells.Length; agent++)
        {
            (int row, int column) = Math.DivRem(cells[agent], SwitchMap.Columns);
            FrameRole role = cells[agent] == SwitchMap.CellOf(SwitchMap.Goals[agent]) ? FrameRole.IdleAgent : FrameRole.Agent;
            items.Add(FrameItem.InCell(role, FrameShape.Disc, column, row, Name(agent), size: 0.7) with { Id = agent, Agent = agent });
        }

        return new Frame(SwitchMap.Columns, SwitchMap.Rows, items)
        {
            Grid = true,
            Caption = $"step {steps.ToString(CultureInfo.InvariantCulture)}",
            Events = events,
        };
    }

    /// <summary>The id of the place where an agent wants to be; agents come before.</summary>
    public static int IdOfGoal(int agent, int agents) => agents + agent;

    private static string Name(int agent) => agent.ToString(CultureInfo.InvariantCulture);
}
