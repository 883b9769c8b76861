using Phalanx.Cluster.Rounds;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>What a listener hears of a run whose rounds are played elsewhere.</summary>
public class RoundInstrumentsTests
{
    [Fact]
    public void Rounds_episodes_given_twice_and_the_share_of_learning_are_measured()
    {
        var figures = new RoundFigures { RoundsAlone = 2, RoundsTogether = 5, EpisodesGivenTwice = 3, LearnerShare = 0.25 };
        using var instruments = new RoundInstruments(() => figures);
        using var heard = new HeardInstruments(instruments.Meter);
        Assert.Equal(
            [
                "phalanx.cluster.episodes_given_twice: 3",
                "phalanx.cluster.learning_share: 0.25",
                "phalanx.cluster.rounds played=alone: 2",
                "phalanx.cluster.rounds played=together: 5",
            ],
            heard.Lines);
        figures = figures with { RoundsTogether = 6 };
        Assert.Contains("phalanx.cluster.rounds played=together: 6", heard.Lines);
    }
}
