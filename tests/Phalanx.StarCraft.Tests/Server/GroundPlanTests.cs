using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public class GroundPlanTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 8)]
    public void The_ground_is_sent_in_either_form(bool inBytes, int bits)
    {
        ResponseGameInfo told = PlayedGame.On("corridor", options: new GameOptions { PathingInBytes = inBytes }).Do(new Request { GameInfo = new() }).GameInfo;
        StartRaw ground = told.StartRaw;
        Assert.Equal(bits, ground.PathingGrid.BitsPerPixel);
        Assert.Equal((32, 32), (ground.MapSize.X, ground.MapSize.Y));
        Assert.Equal((0, 0, 32, 32), (ground.PlayableArea.P0.X, ground.PlayableArea.P0.Y, ground.PlayableArea.P1.X, ground.PlayableArea.P1.Y));
        Terrain read = MapImages.Read("corridor", ground.PathingGrid, ground.TerrainHeight);
        Assert.Equal(TerrainReader.BuiltIn["corridor"].Walkable, read.Walkable);
        Assert.Equal(TerrainReader.BuiltIn["corridor"].Heights, read.Heights);
    }

    [Fact]
    public void Both_players_are_told_of()
    {
        ResponseGameInfo told = PlayedGame.On("3m").Do(new Request { GameInfo = new() }).GameInfo;
        Assert.Equal([(1u, PlayerType.Participant), (2u, PlayerType.Computer)], told.PlayerInfo.Select(player => (player.PlayerId, player.Type)));
        Assert.Equal((Race.Terran, Race.Zerg), (told.PlayerInfo[0].RaceActual, told.PlayerInfo[1].RaceRequested));
        Assert.Equal("SMAC_Maps/3m.SC2Map", told.LocalMapPath);
        Assert.True(told.Options.Raw);
    }
}
