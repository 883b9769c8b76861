using System.Diagnostics;
using Phalanx.Environments.External;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// A process of the game, with a folder for its temporary files. It ends with this process, however this one ends: on Unix a shell stands between the two, which
/// ends the game when its standard input does. The shell also keeps Ctrl-C from the game, so that a run can be saved before its games end.
/// </summary>
internal sealed class GameProcess : IGameHost
{
    // $0 is a name to be seen in lists of processes, "$@" the game with its arguments; the game has three seconds between being asked to end and being ended.
    private const string Guard =
        """
        trap '' INT QUIT HUP
        exec 3<&0
        "$@" </dev/null 3<&- &
        game=$!
        { read -r _ <&3; kill "$game"; sleep 3; kill -9 "$game"; } >/dev/null 2>&1 &
        guard=$!
        exec 3<&-
        wait "$game"
        code=$?
        kill "$guard"
        exit "$code"
        """;

    private static readonly TimeSpan PatienceOfGuard = TimeSpan.FromSeconds(4);

    private readonly DirectoryInfo _temporary;
    private readonly ChildProcess _process;
    private bool _disposed;

    /// <summary>Starts it.</summary>
    /// <param name="installation">Where the game lies.</param>
    /// <param name="version">Which version.</param>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    public GameProcess(StarCraftInstallation installation, GameVersion version)
    {
        Port = FreePort.Find();
        _temporary = FileWriting.CreateTemporaryFolder("phalanx-sc2-");
        try
        {
            _process = new ChildProcess(StartOf(installation, version), "env.installation", listener: null, ownsOutput: false);
        }
        catch
        {
            DeleteTemporary();
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public int Port { get; }

    public string? End => _process.HasEnded ? _process.EndWithin(ChildProcess.Patience) : null;

    public void WaitForEnd(TimeSpan patience) => _process.EndWithin(patience);

    public void Leave() => _process.Leave();

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _process.End(OperatingSystem.IsWindows() ? TimeSpan.Zero : PatienceOfGuard);
        _process.Dispose();
        DeleteTemporary();
    }

    private ProcessStartInfo StartOf(StarCraftInstallation installation, GameVersion version)
    {
        IReadOnlyList<string> arguments = LaunchArguments.Of(installation, version, Port, _temporary.FullName);
        string program = installation.ProgramOf(version);
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", Guard, "phalanx-game", program, .. arguments]);
        if (installation.WorkingFolder is { } folder)
        {
            start.WorkingDirectory = folder;
        }

        if (installation.Libraries is { } libraries)
        {
            const string Search = "LD_LIBRARY_PATH";
            start.Environment[Search] = start.Environment.TryGetValue(Search, out string? others) && !string.IsNullOrEmpty(others) ? $"{libraries}:{others}" : libraries;
        }

        return start;
    }

    private void OnExit(object? sender, EventArgs e)
    {
        _process.Kill();
        DeleteTemporary();
    }

    private void DeleteTemporary()
    {
        try
        {
            _temporary.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What a game leaves behind there is for the system to remove.
        }
    }
}
