using System.Globalization;
using Google.Protobuf;
using Phalanx.StarCraft.Client;

namespace Phalanx.StarCraft.Doctor;

/// <summary>Compares a game that runs with the tables of the built-in battles.</summary>
public static class StarCraftDoctor
{
    /// <summary>Starts the game, and plays one map after the other.</summary>
    /// <param name="folder">The folder of the game; empty for the places where it is looked for.</param>
    /// <param name="maps">The maps.</param>
    /// <param name="version">Is told which game it is.</param>
    /// <param name="cancellation">Ends it before the next map.</param>
    /// <exception cref="LostGameException">The game is lost on the way.</exception>
    public static IEnumerable<MapFindings> Examine(string folder, IEnumerable<string> maps, Action<string> version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(version);
        ExaminedGame? game = null;
        try
        {
            foreach (string map in maps)
            {
                cancellation.ThrowIfCancellationRequested();
                GameStarter starter = new(new StarCraftSettings { Installation = folder }, map);
                yield return Guarded(() =>
                {
                    if (game is null)
                    {
                        game = ExaminedGame.Start(starter);
                        version(string.Create(CultureInfo.InvariantCulture, $"{game.Version.GameVersion}, base build {game.Version.BaseBuild}"));
                    }

                    return MapExamination.Of(game, starter, map);
                });
            }
        }
        finally
        {
            game?.Dispose();
        }
    }

    private static MapFindings Guarded(Func<MapFindings> examine)
    {
        try
        {
            return examine();
        }
        catch (Exception failure) when (failure is GameFaultException or InvalidProtocolBufferException or InvalidDataException)
        {
            throw new LostGameException($"the game {failure.Message}", failure);
        }
    }
}
