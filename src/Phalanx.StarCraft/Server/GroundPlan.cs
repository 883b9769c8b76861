using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>What clients are told of a map and its players, once in a game.</summary>
internal static class GroundPlan
{
    /// <summary>The answer.</summary>
    /// <param name="map">The map.</param>
    /// <param name="path">What the client called it when it created the game.</param>
    /// <param name="players">The players as the client set them up.</param>
    /// <param name="ownRace">The race that the client joined with.</param>
    /// <param name="interfaces">What the client joined with.</param>
    /// <param name="options">In which form the ground is sent.</param>
    public static ResponseGameInfo Of(ServedMap map, string path, IEnumerable<PlayerSetup> players, Race ownRace, InterfaceOptions interfaces, GameOptions options)
    {
        var answer = new ResponseGameInfo
        {
            MapName = map.Name,
            LocalMapPath = path,
            StartRaw = new StartRaw
            {
                MapSize = new Size2DI { X = Terrain.Side, Y = Terrain.Side },
                PathingGrid = options.PathingInBytes ? MapImages.PathingInBytes(map.Terrain) : MapImages.Pathing(map.Terrain),
                TerrainHeight = MapImages.Heights(map.Terrain),
                PlacementGrid = MapImages.Pathing(map.Terrain),
                PlayableArea = new RectangleI { P0 = new PointI { X = 0, Y = 0 }, P1 = new PointI { X = Terrain.Side, Y = Terrain.Side } },
            },
            Options = interfaces,
        };
        uint number = 0;
        foreach (PlayerSetup player in players)
        {
            number++;
            bool own = player.Type == PlayerType.Participant;
            var told = new PlayerInfo { PlayerId = number, Type = player.Type, RaceRequested = own ? ownRace : player.Race };
            if (own)
            {
                told.RaceActual = ownRace;
            }
            else
            {
                told.Difficulty = player.Difficulty;
            }

            answer.PlayerInfo.Add(told);
        }

        return answer;
    }
}
