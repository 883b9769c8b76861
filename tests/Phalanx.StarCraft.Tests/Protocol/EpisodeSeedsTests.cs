using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Protocol;

public class EpisodeSeedsTests
{
    [Fact]
    public void Battles_of_all_games_are_different()
    {
        IEnumerable<ulong> seeds = Enumerable.Range(0, 50).SelectMany(game => Enumerable.Range(0, 50).Select(battle => EpisodeSeeds.Of((uint)game, (ulong)battle)));
        Assert.Equal(2500, seeds.Distinct().Count());
    }
}
