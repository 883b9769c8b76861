using Phalanx.StarCraft.Protocol;
using CreateError = Phalanx.StarCraft.Protocol.ResponseCreateGame.Types.Error;
using JoinError = Phalanx.StarCraft.Protocol.ResponseJoinGame.Types.Error;

namespace Phalanx.StarCraft.Server;

/// <summary>Looks at requests for a game: one player against the scripts of the map, over the raw interface.</summary>
internal static class GameSetup
{
    /// <summary>The map of a request for a game; none when the answer has an error in it.</summary>
    public static (ServedMap? Map, ResponseCreateGame Answer) Create(RequestCreateGame request)
    {
        if (request.MapCase == RequestCreateGame.MapOneofCase.BattlenetMapName)
        {
            return Refuse(CreateError.InvalidMapName, $"there are no maps of Battle.net here, and so not '{request.BattlenetMapName}'");
        }

        if (request.LocalMap is not { } local || (local.MapData.IsEmpty && local.MapPath.Length == 0))
        {
            return Refuse(CreateError.MissingMap, "the request has no map");
        }

        if (ServedMaps.Find(local) is not { } map)
        {
            return Refuse(
                local.MapData.IsEmpty ? CreateError.InvalidMapPath : CreateError.InvalidMapData,
                $"'{local.MapPath}' is none of the maps that there are: {string.Join(", ", ServedMaps.Names)}");
        }

        int participants = request.PlayerSetup.Count(player => player.Type == PlayerType.Participant);
        return request switch
        {
            { Realtime: true } => throw new RequestRefusedException("there are no realtime games: time goes by when the client steps"),
            { PlayerSetup.Count: 0 } => Refuse(CreateError.MissingPlayerSetup, "the request has no players"),
            _ when participants > 1 => Refuse(CreateError.MultiplayerUnsupported, "one client plays against the scripts of the map"),
            _ when participants == 0 || request.PlayerSetup.Count > 2 || request.PlayerSetup[0].Type != PlayerType.Participant =>
                Refuse(CreateError.InvalidPlayerSetup, "there must be a participant, and after it at most one computer"),
            _ when request.PlayerSetup.Any(player => player.Type == PlayerType.Observer) => Refuse(CreateError.InvalidPlayerSetup, "there are no observers"),
            _ => (map, new ResponseCreateGame()),
        };
    }

    /// <summary>The answer to a request to join; it has an error in it when the request is refused.</summary>
    public static ResponseJoinGame Join(RequestJoinGame request) => request switch
    {
        { ParticipationCase: RequestJoinGame.ParticipationOneofCase.None } => Refuse(JoinError.MissingParticipation, "the request has no race"),
        { ParticipationCase: RequestJoinGame.ParticipationOneofCase.ObservedPlayerId } => Refuse(JoinError.FeatureUnsupported, "there are no observers"),
        { Options: null } => Refuse(JoinError.MissingOptions, "the request has no options; there must be raw = true"),
        { Options.FeatureLayer: not null } or { Options.Render: not null } => Refuse(JoinError.FeatureUnsupported, "there are no pictures: neither feature layers nor rendered ones"),
        { Options.Raw: false } => Refuse(JoinError.MissingOptions, "there is the raw interface alone; set raw = true"),
        { ServerPorts: not null } or { ClientPorts.Count: > 0 } => Refuse(JoinError.FeatureUnsupported, "there are no games of several players"),
        _ => new ResponseJoinGame { PlayerId = DebugCommands.TeamPlayer },
    };

    private static (ServedMap? Map, ResponseCreateGame Answer) Refuse(CreateError error, string details) =>
        (null, new ResponseCreateGame { Error = error, ErrorDetails = details });

    private static ResponseJoinGame Refuse(JoinError error, string details) => new() { Error = error, ErrorDetails = details };
}
