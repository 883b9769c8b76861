using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>Starts games of an installation on a map.</summary>
internal sealed class GameStarter : IGameStarter
{
    private readonly StarCraftInstallation _installation;
    private readonly GameVersion _version;

    /// <summary>Finds all that is needed, and starts nothing.</summary>
    /// <param name="settings">Which game.</param>
    /// <param name="map">The map of SMAC.</param>
    /// <exception cref="UserErrorException">Something is missing; the sentence says what to install where.</exception>
    public GameStarter(StarCraftSettings settings, string map)
    {
        _installation = StarCraftInstallation.Find(settings.Installation);
        _version = _installation.VersionOf(settings.Version);
        _ = _installation.ProgramOf(_version);
        string path = _installation.MapOf(map);
        MapPath = $"{StarCraftInstallation.MapFolder}/{Path.GetFileName(path)}"; // below the game's maps, as SMAC names them
        try
        {
            Map = SharedReading.AllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"the map '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    public ReadOnlyMemory<byte> Map { get; }

    public string MapPath { get; }

    public IGameHost Start()
    {
        try
        {
            return new GameProcess(_installation, _version);
        }
        catch (UserErrorException refused)
        {
            throw new GameFaultException($"cannot be started: {refused.Message}", refused);
        }
    }
}
