using System.Numerics;
using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Checkers;

/// <summary>What one game of checkers is at one step: where both agents are, and what is left to eat.</summary>
internal struct CheckersBoard
{
    public const int Agents = 2;

    /// <summary>How many kinds of objects a cell may hold: a lemon, an apple, agent 0, agent 1.</summary>
    public const int Features = 4;

    // Agent 0 is the sensitive one.
    private const double SensitiveFoodReward = 10;
    private const double FoodReward = 1;

    public int First;
    public int Second;
    public uint Apples;
    public uint Lemons;

    /// <summary>The cells that were emptied in the last step, for pictures alone.</summary>
    public uint JustEaten;

    /// <summary>The board at the beginning of every episode.</summary>
    public static CheckersBoard Start { get; } = new()
    {
        First = CheckersMap.Starts[0],
        Second = CheckersMap.Starts[1],
        Apples = CheckersMap.Apples,
        Lemons = CheckersMap.Lemons,
    };

    public readonly int CellOf(int agent) => agent == 0 ? First : Second;

    public readonly int ApplesEaten => BitOperations.PopCount(CheckersMap.Apples & ~Apples);

    public readonly int LemonsEaten => BitOperations.PopCount(CheckersMap.Lemons & ~Lemons);

    /// <summary>The cells that hold a kind of object.</summary>
    public readonly uint CellsWith(int feature) => feature switch
    {
        0 => Lemons,
        1 => Apples,
        2 => 1u << First,
        _ => 1u << Second,
    };

    /// <summary>Moves an agent, unless the edge or the other agent blocks it, and returns its reward for the food that it finds.</summary>
    public double Move(int agent, int action)
    {
        int cell = CellOf(agent);
        (int row, int column) = GridStep.From(cell / CheckersMap.Columns, cell % CheckersMap.Columns, action);
        int target = CheckersMap.CellOf(row, column);

        // An agent that stays finds its own cell empty.
        if (!CheckersMap.IsInside(row, column) || target == CellOf(1 - agent))
        {
            return 0;
        }

        if (agent == 0)
        {
            First = target;
        }
        else
        {
            Second = target;
        }

        return (agent == 0 ? SensitiveFoodReward : FoodReward) * Eat(1u << target);
    }

    /// <summary>1 for an apple, -1 for a lemon, 0 for nothing.</summary>
    private int Eat(uint cell)
    {
        JustEaten |= (Apples | Lemons) & cell;
        int sign = (Apples & cell) != 0 ? 1 : (Lemons & cell) != 0 ? -1 : 0;
        Apples &= ~cell;
        Lemons &= ~cell;
        return sign;
    }
}
