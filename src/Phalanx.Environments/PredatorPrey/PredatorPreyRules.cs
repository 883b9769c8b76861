using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>What all worlds of a batch have in common.</summary>
internal sealed class PredatorPreyRules
{
    /// <summary>How many agents or prey there can be.</summary>
    public const int MaxPerKind = 32;

    /// <summary>The action that stays; those before it move right, down, left and up.</summary>
    public const int Stay = 4;

    /// <summary>The action that tries to catch prey on a cell beside.</summary>
    public const int Catch = 5;

    /// <exception cref="UserErrorException">The settings contradict each other.</exception>
    public PredatorPreyRules(PredatorPreySettings settings)
    {
        Settings = settings;
        Grid = new PredatorPreyGrid(settings);
        Window = new PredatorPreyWindow(settings);
        (Agents, Entities) = (settings.Agents, settings.Agents + settings.Prey);
        AllAgents = (1ul << Agents) - 1;
        AllPrey = ((1ul << settings.Prey) - 1) << Agents;
        Marks = [.. Enumerable.Range(0, Entities).Select(
            entity => settings.ObserveIds ? 1f + (entity < Agents ? entity : entity - Agents) : 1f)];
        if (Entities > Grid.Cells)
        {
            throw EnvironmentSettings.Error(
                nameof(settings.Prey), settings.Prey, $"at most {Math.Max(0, Grid.Cells - Agents)} beside {Agents} agents on {Grid.Cells} cells");
        }

        // On a smaller torus a window would show the same cell twice.
        int shortest = Math.Min(Grid.Height, Grid.Width);
        if (settings.Toroidal && Window.Side > shortest)
        {
            throw EnvironmentSettings.Error(
                nameof(settings.ObsRadius), settings.ObsRadius, $"at most {(shortest - 1) / 2} on a torus of {Grid.Height} by {Grid.Width}");
        }
    }

    /// <summary>The settings.</summary>
    public PredatorPreySettings Settings { get; }

    /// <summary>The cells.</summary>
    public PredatorPreyGrid Grid { get; }

    /// <summary>The window of cells that an agent sees.</summary>
    public PredatorPreyWindow Window { get; }

    /// <summary>How many agents there are.</summary>
    public int Agents { get; }

    /// <summary>How many agents and prey there are.</summary>
    public int Entities { get; }

    /// <summary>The number by which each entity is seen.</summary>
    public float[] Marks { get; }

    /// <summary>The set of all agents, a bit for each.</summary>
    public ulong AllAgents { get; }

    /// <summary>The set of all prey, a bit for each.</summary>
    public ulong AllPrey { get; }
}
