using Google.Protobuf;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;
using CreateError = Phalanx.StarCraft.Protocol.ResponseCreateGame.Types.Error;
using JoinError = Phalanx.StarCraft.Protocol.ResponseJoinGame.Types.Error;

namespace Phalanx.StarCraft.Tests.Server;

public class GameSetupTests
{
    public static TheoryData<string> Maps => [.. ServedMaps.Names];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Every_map_can_be_played_by_the_name_of_its_file(string map)
    {
        PlayedGame game = PlayedGame.On(map);
        Assert.Equal(map, game.Do(new Request { GameInfo = new() }).GameInfo.MapName);
        game.Step();
    }

    [Theory]
    [InlineData(@"C:\games\Maps\2s3z.SC2Map", "", "2s3z")]
    [InlineData("so_many_banelings.sc2map", "", "so_many_baneling")]
    [InlineData("any.SC2Map", "Phalanx map: MMM2\n", "MMM2")]
    [InlineData("SMAC_Maps/3m.SC2Map", "MPQ and what else the game's files have in them", "3m")]
    public void A_map_is_known_by_the_text_in_its_file_or_by_its_name(string path, string text, string map)
    {
        RequestCreateGame request = PlayedGame.Creation("3m");
        request.LocalMap = new LocalMap { MapPath = path, MapData = ByteString.CopyFromUtf8(text) };
        Assert.Equal(map, GameSetup.Create(request).Map?.Name);
    }

    [Fact]
    public void A_game_without_a_map_or_players_is_refused_as_the_game_does()
    {
        AssertCreation(CreateError.MissingMap, request => request.ClearMap());
        AssertCreation(CreateError.InvalidMapName, request => request.BattlenetMapName = "Triton LE");
        AssertCreation(CreateError.InvalidMapPath, request => request.LocalMap.MapPath = "4m.SC2Map");
        AssertCreation(CreateError.InvalidMapData, request => request.LocalMap = new LocalMap { MapPath = "4m.SC2Map", MapData = ByteString.CopyFromUtf8("MPQ") });
        AssertCreation(CreateError.MissingPlayerSetup, request => request.PlayerSetup.Clear());
        AssertCreation(CreateError.MultiplayerUnsupported, request => request.PlayerSetup[1].Type = PlayerType.Participant);
        AssertCreation(CreateError.InvalidPlayerSetup, request => request.PlayerSetup.RemoveAt(0));
        AssertCreation(CreateError.InvalidPlayerSetup, request => request.PlayerSetup[1].Type = PlayerType.Observer);
    }

    [Fact]
    public void A_game_in_real_time_is_refused_in_a_sentence()
    {
        RequestCreateGame request = PlayedGame.Creation("3m");
        request.Realtime = true;
        Assert.Contains("realtime", Assert.Single(new PlayedGame().Ask(new Request { CreateGame = request }).Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Joining_with_what_there_is_not_is_refused_as_the_game_does()
    {
        AssertJoining(JoinError.MissingParticipation, request => request.ClearParticipation());
        AssertJoining(JoinError.FeatureUnsupported, request => request.ObservedPlayerId = 1);
        AssertJoining(JoinError.MissingOptions, request => request.Options = null);
        AssertJoining(JoinError.MissingOptions, request => request.Options.Raw = false);
        AssertJoining(JoinError.FeatureUnsupported, request => request.Options.FeatureLayer = new SpatialCameraSetup());
        AssertJoining(JoinError.FeatureUnsupported, request => request.Options.Render = new SpatialCameraSetup());
        AssertJoining(JoinError.FeatureUnsupported, request => request.ServerPorts = new PortSet());
    }

    private static void AssertCreation(CreateError error, System.Action<RequestCreateGame> spoil)
    {
        var game = new PlayedGame();
        RequestCreateGame request = PlayedGame.Creation("3m");
        spoil(request);
        ResponseCreateGame answer = game.Do(new Request { CreateGame = request }).CreateGame;
        Assert.Equal(error, answer.Error);
        Assert.NotEmpty(answer.ErrorDetails);
        Assert.Equal(Status.Launched, game.Status);
    }

    private static void AssertJoining(JoinError error, System.Action<RequestJoinGame> spoil)
    {
        var game = new PlayedGame();
        game.Do(new Request { CreateGame = PlayedGame.Creation("3m") });
        RequestJoinGame request = PlayedGame.Joining();
        spoil(request);
        ResponseJoinGame answer = game.Do(new Request { JoinGame = request }).JoinGame;
        Assert.Equal(error, answer.Error);
        Assert.NotEmpty(answer.ErrorDetails);
        Assert.Equal(Status.InitGame, game.Status);
    }
}
