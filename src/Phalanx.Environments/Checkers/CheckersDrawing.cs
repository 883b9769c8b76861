using System.Globalization;

namespace Phalanx.Environments.Checkers;

/// <summary>Draws the board: apples as discs, lemons as diamonds, the agents above them.</summary>
internal static class CheckersDrawing
{
    private const double FoodSize = 0.45;

    /// <summary>A picture of a board. What was eaten stays in the list, marked as down.</summary>
    /// <param name="board">The board.</param>
    /// <param name="steps">How many steps the episode has taken.</param>
    /// <param name="sight">How far agents see; null where they see all.</param>
    public static Frame Draw(in CheckersBoard board, int steps, double? sight)
    {
        List<FrameItem> items = [];
        List<FrameEvent> events = [];
        for (int cell = 0; cell < CheckersMap.Cells; cell++)
        {
            if (Has(CheckersMap.Apples, cell))
            {
                items.Add(Food(FrameRole.Target, FrameShape.Disc, cell, "apple", isLeft: Has(board.Apples, cell)));
            }
            else if (Has(CheckersMap.Lemons, cell))
            {
                items.Add(Food(FrameRole.Hazard, FrameShape.Diamond, cell, "lemon", isLeft: Has(board.Lemons, cell)));
            }
        }

        for (int agent = 0; agent < CheckersBoard.Agents; agent++)
        {
            // Who has eaten stands where the food was.
            int cell = board.CellOf(agent);
            if (Has(board.JustEaten, cell))
            {
                events.Add(new FrameEvent(FrameEvents.Capture, agent, IdOfFood(cell), 1));
            }

            items.Add(InCell(FrameRole.Agent, FrameShape.Disc, cell, size: 0.8) with
            {
                Label = agent.ToString(CultureInfo.InvariantCulture),
                Id = agent,
                Agent = agent,
                Sight = sight,
            });
        }

        string caption = string.Create(
            CultureInfo.InvariantCulture, $"step {steps}: {board.ApplesEaten} apples and {board.LemonsEaten} lemons eaten");
        return new Frame(CheckersMap.Columns, CheckersMap.Rows, items) { Grid = true, Caption = caption, Events = events };
    }

    private static bool Has(uint cells, int cell) => ((cells >> cell) & 1) != 0;

    private static int IdOfFood(int cell) => CheckersBoard.Agents + cell;

    private static FrameItem Food(FrameRole role, FrameShape shape, int cell, string kind, bool isLeft) =>
        InCell(role, shape, cell, FoodSize) with { Id = IdOfFood(cell), Kind = kind, Down = !isLeft };

    private static FrameItem InCell(FrameRole role, FrameShape shape, int cell, double size) =>
        FrameItem.InCell(role, shape, cell % CheckersMap.Columns, cell / CheckersMap.Columns, size: size);
}
