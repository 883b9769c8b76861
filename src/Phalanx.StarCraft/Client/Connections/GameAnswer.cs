using System.Globalization;
using System.Text;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>An answer of the game: its envelope is read, and what it holds lies where it came.</summary>
internal readonly ref struct GameAnswer
{
    private const int IdField = 97;
    private const int ErrorField = 98;
    private const int StatusField = 99;

    private GameAnswer(Status status, ReadOnlySpan<byte> body)
    {
        Status = status;
        Body = body;
    }

    /// <summary>The status that the game is in.</summary>
    public Status Status { get; }

    /// <summary>What the answer holds.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Reads the envelope.</summary>
    /// <param name="message">The message.</param>
    /// <param name="kind">What was asked.</param>
    /// <param name="id">The number of the question.</param>
    /// <exception cref="GameFaultException">It is damaged, or says that something is wrong, or answers another question.</exception>
    public static GameAnswer Read(ReadOnlySpan<byte> message, Request.RequestOneofCase kind, uint id)
    {
        var reader = new WireReader(message);
        (ulong? answered, Status? status, string errors) = (null, null, "");
        bool holds = false;
        ReadOnlySpan<byte> body = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case IdField:
                    answered = reader.Varint();
                    break;
                case ErrorField:
                    errors = $"{errors}{(errors.Length > 0 ? "; " : "")}{Encoding.UTF8.GetString(reader.Block())}";
                    break;
                case StatusField:
                    status = (Status)reader.Varint();
                    break;
                case var field when field == (int)kind:
                    holds = true;
                    body = reader.Block();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (errors.Length > 0)
        {
            throw new GameFaultException($"answered {Name(kind)} with an error: {Shown.Sentence(errors)}");
        }

        if (answered != id)
        {
            string told = answered is { } other ? string.Create(CultureInfo.InvariantCulture, $"the number {other}") : "no number";
            throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"answered {Name(kind)} with {told} in place of {id}"));
        }

        return status is not { } now ? throw new GameFaultException($"answered {Name(kind)} without a status")
            : !holds ? throw new GameFaultException($"answered something else than {Name(kind)}")
            : new GameAnswer(now, body);
    }

    /// <summary>What a question is called in sentences.</summary>
    public static string Name(Request.RequestOneofCase kind) => $"'{kind}'";
}
