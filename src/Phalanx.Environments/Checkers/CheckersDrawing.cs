using System.Globalization;

namespace Phalanx.Environments.Checkers;

/// <summary>Draws the board: apples as discs, lemons as diamonds, the agents above them.</summary>
internal static class CheckersDrawing
{
    private const double FoodSize = 0.45;

    public static Frame Draw(in CheckersBoard board, int steps)
    {
        List<FrameItem> items = [];
        for (int cell = 0; cell < CheckersMap.Cells; cell++)
        {
            if (((board.Apples >> cell) & 1) != 0)
            {
                items.Add(InCell(FrameRole.Target, FrameShape.Disc, cell, FoodSize));
            }
            else if (((board.Lemons >> cell) & 1) != 0)
            {
                items.Add(InCell(FrameRole.Hazard, FrameShape.Diamond, cell, FoodSize));
            }
        }

        for (int agent = 0; agent < CheckersBoard.Agents; agent++)
        {
            items.Add(InCell(FrameRole.Agent, FrameShape.Disc, board.CellOf(agent), size: 0.8) with
            {
                Label = agent.ToString(CultureInfo.InvariantCulture),
            });
        }

        string caption = string.Create(
            CultureInfo.InvariantCulture, $"step {steps}: {board.ApplesEaten} apples and {board.LemonsEaten} lemons eaten");
        return new Frame(CheckersMap.Columns, CheckersMap.Rows, items) { Grid = true, Caption = caption };
    }

    private static FrameItem InCell(FrameRole role, FrameShape shape, int cell, double size) =>
        FrameItem.InCell(role, shape, cell % CheckersMap.Columns, cell / CheckersMap.Columns, size: size);
}
