using System.Globalization;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>
/// Questions to a program and its answers, one at a time. The length of every answer is known before it comes: one of any other length is refused before
/// a byte of it is stored.
/// </summary>
/// <param name="peer">The program, which this disposes.</param>
/// <param name="limit">How long an answer is waited for; null for ever.</param>
internal sealed class Conversation(Peer peer, TimeSpan? limit) : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly byte[] _header = new byte[ExternalProtocol.HeaderSize];
    private byte[] _question = new byte[256];
    private byte[] _answer = new byte[256];
    private int _questionLength;
    private ushort _number;
    private bool _over;

    /// <summary>What the program is called.</summary>
    public string Name => peer.Name;

    /// <summary>Says what was asked for last, as a part of a sentence; called only where something is wrong.</summary>
    public Func<string> About { get; set; } = () => "its greeting";

    /// <summary>Exchanges greetings.</summary>
    /// <param name="patience">How long the program may take to start; null for ever.</param>
    /// <exception cref="ConversationException">It does not greet.</exception>
    public void Greet(TimeSpan? patience)
    {
        peer.Say(ExternalProtocol.Greeting, patience);
        Span<byte> greeting = stackalloc byte[ExternalProtocol.Greeting.Length];
        int heard = Hear(greeting, patience, "env.start_timeout");
        Span<byte> came = greeting[..heard];
        if (!ExternalProtocol.Greeting.StartsWith(came))
        {
            throw Over($"wrote \"{Shown.Name(Encoding.UTF8.GetString(came))}\" where its greeting was expected; standard output belongs to the protocol, so print to standard error");
        }

        if (heard < greeting.Length)
        {
            throw Over(peer.DescribeEnd());
        }
    }

    /// <summary>Begins a question.</summary>
    /// <param name="length">The length of its body.</param>
    /// <returns>The body, all zeros, to be filled.</returns>
    public Span<byte> Begin(long length)
    {
        if (length > Array.MaxLength - ExternalProtocol.HeaderSize)
        {
            throw Over(string.Create(CultureInfo.InvariantCulture, $"would have to be sent {length} bytes at once, which is more than a message can hold"));
        }

        _questionLength = (int)length;
        Grow(ref _question, ExternalProtocol.HeaderSize + _questionLength);
        Span<byte> body = _question.AsSpan(ExternalProtocol.HeaderSize, _questionLength);
        body.Clear();
        return body;
    }

    /// <summary>Asks what was begun.</summary>
    /// <param name="kind">What kind of question it is.</param>
    public void Ask(MessageKind kind) => Ask(kind, limit);

    /// <summary>Asks what was begun.</summary>
    /// <param name="kind">What kind of question it is.</param>
    /// <param name="patience">How long the program may take to read it; null for ever.</param>
    public void Ask(MessageKind kind, TimeSpan? patience)
    {
        _number++;
        ExternalProtocol.WriteHeader(_question, _questionLength, kind, _number);
        peer.Say(_question.AsSpan(0, ExternalProtocol.HeaderSize + _questionLength), patience);
    }

    /// <summary>Waits for the answer to the last question.</summary>
    /// <param name="kind">What kind of answer it must be.</param>
    /// <param name="length">How long its body must be; null for a text of any length that is allowed.</param>
    /// <param name="patience">How long it may take; null for ever.</param>
    /// <param name="setting">The setting that says so.</param>
    /// <returns>The body, valid until the next question.</returns>
    /// <exception cref="ConversationException">It does not come, or is another one.</exception>
    public Span<byte> Answer(MessageKind kind, long? length, TimeSpan? patience, string setting)
    {
        if (Hear(_header, patience, setting) < _header.Length)
        {
            throw Over(peer.DescribeEnd());
        }

        (uint told, MessageKind answered, ushort number) = ExternalProtocol.ReadHeader(_header);
        bool isText = length is null || answered == MessageKind.Error;
        if (number != _number || (answered != kind && answered != MessageKind.Error))
        {
            throw Over(string.Create(CultureInfo.InvariantCulture, $"answered {About()} with message {number} of kind {(int)answered}; message {_number} of kind {(int)kind} ({kind}) was expected"));
        }

        if (isText ? told > ExternalProtocol.LongestText : told != length)
        {
            string expected = isText ? $"at most {ExternalProtocol.LongestText}" : $"{length}";
            throw Over(string.Create(CultureInfo.InvariantCulture, $"answered {About()} with {told} bytes; {expected} were expected"));
        }

        Grow(ref _answer, (int)told);
        Span<byte> body = _answer.AsSpan(0, (int)told);
        if (Hear(body, patience, setting) < body.Length)
        {
            throw Over(peer.DescribeEnd());
        }

        return answered == MessageKind.Error ? throw Told(Encoding.UTF8.GetString(body)) : body;
    }

    /// <summary>The answer to a question of a round, in the usual time.</summary>
    public Span<byte> Answer(MessageKind kind, long length) => Answer(kind, length, limit, "env.timeout");

    /// <summary>Says good-bye, unless the conversation is over, and does not wait.</summary>
    public void Leave()
    {
        if (!_over)
        {
            _over = true;
            Begin(0);
            Ask(MessageKind.Close, Farewell);
        }

        peer.Leave();
    }

    /// <summary>Says good-bye, and waits until the program has ended.</summary>
    public void Dispose()
    {
        Leave();
        peer.Dispose();
    }

    /// <summary>The end of the conversation by a program that says why: a sentence, and perhaps a trace in further lines.</summary>
    private ConversationException Told(string text)
    {
        string[] lines = text.Trim().Split('\n');
        foreach (string line in lines.Skip(1))
        {
            peer.Show(line.TrimEnd());
        }

        return Over($"says, asked for {About()}: {Shown.Sentence(lines[0].TrimEnd())}");
    }

    /// <summary>The end of the conversation, and why.</summary>
    private ConversationException Over(string what, Exception? cause = null)
    {
        _over = true;
        return new ConversationException($"{peer.Name} {what}", cause);
    }

    private int Hear(Span<byte> bytes, TimeSpan? patience, string setting)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        try
        {
            return peer.Hear(bytes, patience);
        }
        catch (TimeoutException late)
        {
            throw Over(string.Create(CultureInfo.InvariantCulture, $"did not answer {About()} within {patience!.Value.TotalSeconds} s; {setting} changes that"), late);
        }
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[Math.Max(length, (int)Math.Min(Array.MaxLength, 2L * buffer.Length))];
        }
    }
}
