using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis;

/// <summary>Where the payoffs of random games come from.</summary>
public enum PayoffDistribution
{
    /// <summary>Evenly from [0, 10).</summary>
    Uniform,

    /// <summary>The standard normal distribution.</summary>
    Normal,
}

/// <summary>A set of random games, the same for the same seed, each independent of how many there are.</summary>
public sealed record RandomGames
{
    private static readonly StreamPurpose Payoffs = StreamPurpose.Named("analysis/random games");

    /// <summary>How many agents play.</summary>
    public int Agents { get; init; } = 2;

    /// <summary>How many actions each has.</summary>
    public int Actions { get; init; } = 3;

    /// <summary>How many games there are.</summary>
    public int Trials { get; init; } = 400;

    /// <summary>Where the payoffs come from.</summary>
    public PayoffDistribution Distribution { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>One of the games.</summary>
    /// <param name="trial">Its number, from 0.</param>
    public PayoffTable this[int trial]
    {
        get
        {
            int cells = PayoffTable.CellsOf(Agents, Actions)
                ?? throw new UserErrorException($"{Agents} agents with {Actions} actions have more than {PayoffTable.MaxCells} joint actions");
            double[] values = new double[cells];
            var stream = new RandomStream(Seed, Payoffs, (ulong)trial);
            if (Distribution == PayoffDistribution.Uniform)
            {
                stream.FillUniform(values, 0.0, 10.0);
            }
            else
            {
                stream.FillNormal(values.AsSpan());
            }

            return new PayoffTable(Agents, Actions, values);
        }
    }
}
