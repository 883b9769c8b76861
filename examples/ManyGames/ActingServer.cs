using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Phalanx.Acting;

namespace Phalanx.Examples.ManyGames;

/// <summary>
/// Acts for many games at once: every connection has a team of its own, and all of them share one policy. A game sends a byte, 1 where an episode begins, then what
/// its agents see and may do; it gets their actions back, an integer for each.
/// </summary>
internal sealed class ActingServer : IDisposable
{
    private readonly ActingPolicy _policy;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ActingServer(ActingPolicy policy)
    {
        _policy = policy;
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The server was closed.
        }
    }

    private async Task ServeAsync(TcpClient game)
    {
        using (game)
        {
            game.NoDelay = true;
            NetworkStream stream = game.GetStream();
            PolicyDescription sizes = _policy.Description;
            PolicyTeam team = _policy.CreateTeam();
            byte[] question = new byte[1 + (sizeof(float) * sizes.Agents * sizes.ObservationSize) + (sizes.Agents * sizes.Actions.Count)];
            byte[] answer = new byte[sizeof(int) * sizes.Agents];
            while (await stream.ReadAtLeastAsync(question, question.Length, throwOnEndOfStream: false).ConfigureAwait(false) == question.Length)
            {
                Answer(team, question, answer);
                await stream.WriteAsync(answer).ConfigureAwait(false);
            }
        }
    }

    private static void Answer(PolicyTeam team, ReadOnlySpan<byte> question, Span<byte> answer)
    {
        if (question[0] == 1)
        {
            team.Begin();
        }

        int numbers = question.Length - 1 - (answer.Length / sizeof(int) * Chase.ChaseBoard.Actions);
        ReadOnlySpan<float> observations = MemoryMarshal.Cast<byte, float>(question.Slice(1, numbers));
        team.Act(observations, MemoryMarshal.Cast<byte, bool>(question[(1 + numbers)..]), MemoryMarshal.Cast<byte, int>(answer));
    }
}
