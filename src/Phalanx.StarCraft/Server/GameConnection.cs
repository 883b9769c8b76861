using Google.Protobuf;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>A client's line to its game: each request is a message, and is answered before the next is looked at.</summary>
internal static class GameConnection
{
    /// <summary>Answers until the client goes or quits.</summary>
    /// <param name="socket">The line.</param>
    /// <param name="game">The game.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ServeAsync(FrameSocket socket, SimulatedGame game, CancellationToken cancellation)
    {
        while (await socket.ReceiveAsync(game.WorkAhead, cancellation) is { } message)
        {
            GameAnswer answer = Answer(message.Span, game);
            answer.WriteTo(socket.Send(answer.Measure()));
            if (game.Status == Status.Quit)
            {
                await socket.CloseAsync(CloseReason.Normal, cancellation);
                return;
            }
        }
    }

    private static GameAnswer Answer(ReadOnlySpan<byte> message, SimulatedGame game)
    {
        Request request;
        try
        {
            request = Request.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException failure)
        {
            return game.AnswerUnreadable($"the message of {message.Length} bytes is no request: {failure.Message}");
        }

        return game.Answer(request);
    }
}
