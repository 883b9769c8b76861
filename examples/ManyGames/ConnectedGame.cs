using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Phalanx.Examples.Chase;

namespace Phalanx.Examples.ManyGames;

/// <summary>A game whose hunters are steered by a server.</summary>
internal static class ConnectedGame
{
    private const int Limit = 40;

    /// <summary>Plays some episodes; how many steps that took, and in how many the prey was caught.</summary>
    public static async Task<(int Steps, int Caught)> PlayAsync(IPEndPoint server, ulong firstSeed, int episodes)
    {
        using var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(server).ConfigureAwait(false);
        NetworkStream stream = connection.GetStream();
        var board = new ChaseBoard();
        byte[] question = new byte[1 + (sizeof(float) * ChaseBoard.Hunters * ChaseBoard.ObservationSize) + (ChaseBoard.Hunters * ChaseBoard.Actions)];
        byte[] answer = new byte[sizeof(int) * ChaseBoard.Hunters];
        (int steps, int caught) = (0, 0);
        for (int episode = 0; episode < episodes; episode++)
        {
            board.Reset(firstSeed + (ulong)episode);
            for (int step = 0; step < Limit && !board.Caught; step++, steps++)
            {
                Write(board, question, begins: step == 0);
                await stream.WriteAsync(question).ConfigureAwait(false);
                await stream.ReadExactlyAsync(answer).ConfigureAwait(false);
                board.MoveHunters(MemoryMarshal.Cast<byte, int>(answer));
                if (!board.Caught)
                {
                    board.MovePrey(board.Flee());
                }
            }

            caught += board.Caught ? 1 : 0;
        }

        return (steps, caught);
    }

    private static void Write(ChaseBoard board, Span<byte> question, bool begins)
    {
        question[0] = begins ? (byte)1 : (byte)0;
        int flags = ChaseBoard.Hunters * ChaseBoard.Actions;
        board.WriteObservations(MemoryMarshal.Cast<byte, float>(question[1..^flags]));
        board.WriteAvailable(MemoryMarshal.Cast<byte, bool>(question[^flags..]));
    }
}
