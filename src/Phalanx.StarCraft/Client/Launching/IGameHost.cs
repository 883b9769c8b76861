namespace Phalanx.StarCraft.Client;

/// <summary>A game that was started, as far as the system knows of it: a process that listens at a port.</summary>
internal interface IGameHost : IDisposable
{
    /// <summary>The port of this machine where it listens, or will.</summary>
    int Port { get; }

    /// <summary>How it ended, as the rest of a sentence that begins with what it is; null while it runs.</summary>
    string? End { get; }

    /// <summary>Waits until it has ended by itself, as it was asked to.</summary>
    /// <param name="patience">How long.</param>
    void WaitForEnd(TimeSpan patience);

    /// <summary>Lets it end, without waiting for that.</summary>
    void Leave();
}

/// <summary>Starts games.</summary>
internal interface IGameStarter
{
    /// <summary>The bytes of the map that is played.</summary>
    ReadOnlyMemory<byte> Map { get; }

    /// <summary>What the map is called, for the game.</summary>
    string MapPath { get; }

    /// <summary>Starts a game, which the caller disposes. It may take a while until it listens.</summary>
    /// <exception cref="GameFaultException">It cannot be started.</exception>
    IGameHost Start();
}
