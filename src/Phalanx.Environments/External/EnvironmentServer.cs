using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Phalanx.Environments.External;

/// <summary>
/// The other side of <c>external</c>, in C#: offers environments of a program to a Phalanx that trains in another process. A program that is started by
/// <c>env.command</c> serves its standard input and output, and then writes nothing else to standard output.
/// </summary>
public sealed class EnvironmentServer
{
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly byte[] _header = new byte[ExternalProtocol.HeaderSize];
    private byte[] _body = new byte[256];

    private EnvironmentServer(Stream input, Stream output) => (_input, _output) = (input, output);

    /// <summary>Serves one Phalanx until it says good-bye or ends.</summary>
    /// <param name="input">What it says.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="create">Makes the environments that it asks for: of its settings, and how many. They are disposed at the end.</param>
    /// <exception cref="InvalidDataException">What comes is not of the protocol.</exception>
    public static void Serve(Stream input, Stream output, Func<JsonElement, int, IEnvironmentBatch> create)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(create);
        new EnvironmentServer(input, output).Converse(create);
    }

    /// <summary>
    /// Serves the Phalanx that started this program, by standard input and output. What the program prints goes to standard error, and a Ctrl-C at the terminal,
    /// which reaches it as well as Phalanx, does not end it: Phalanx tells it when its run is saved.
    /// </summary>
    /// <param name="create">Makes the environments that it asks for: of its settings, and how many. They are disposed at the end.</param>
    /// <exception cref="InvalidDataException">What comes is not of the protocol.</exception>
    public static void Serve(Func<JsonElement, int, IEnvironmentBatch> create)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        Console.SetOut(Console.Error);
        Serve(Console.OpenStandardInput(), Console.OpenStandardOutput(), create);
    }

    private void Converse(Func<JsonElement, int, IEnvironmentBatch> create)
    {
        _output.Write(ExternalProtocol.Greeting);
        _output.Flush();
        byte[] greeting = new byte[ExternalProtocol.Greeting.Length];
        _input.ReadExactly(greeting);
        if (!ExternalProtocol.Greeting.SequenceEqual(greeting))
        {
            throw new InvalidDataException("what comes is no greeting of a Phalanx");
        }

        if (Next() is not (MessageKind.Hello, var hello))
        {
            return;
        }

        ushort number = NumberOfLast;
        try
        {
            using var document = JsonDocument.Parse(_body.AsMemory(0, hello));
            JsonElement root = document.RootElement;
            using IEnvironmentBatch batch = create(root.GetProperty("settings"), root.GetProperty("environments").GetInt32());
            Answer(MessageKind.Spec, number, new SpecMessage(batch.Spec, batch.Spec.Name, batch.Spec.Actions.IsDiscrete).Write());
            new ServedBatch(batch).Serve(this);
        }
        catch (Exception failure) when (failure is not (IOException or InvalidDataException))
        {
            Answer(MessageKind.Error, NumberOfLast, Encoding.UTF8.GetBytes($"{failure.Message}\n{failure}"));
        }
    }

    /// <summary>The number of the question that came last.</summary>
    internal ushort NumberOfLast { get; private set; }

    /// <summary>The body of the question that came last.</summary>
    internal Span<byte> Body(int length) => _body.AsSpan(0, length);

    /// <summary>Waits for the next question.</summary>
    /// <returns>Its kind and the length of its body; null when there is none any more.</returns>
    internal (MessageKind Kind, int Length)? Next()
    {
        if (_input.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false) < _header.Length)
        {
            return null;
        }

        (uint length, MessageKind kind, NumberOfLast) = ExternalProtocol.ReadHeader(_header);
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"a question has {length} bytes");
        }

        if (_body.Length < length)
        {
            _body = new byte[Math.Max((int)length, (int)Math.Min(Array.MaxLength, 2L * _body.Length))];
        }

        _input.ReadExactly(_body.AsSpan(0, (int)length));
        return (kind, (int)length);
    }

    /// <summary>Answers a question.</summary>
    internal void Answer(MessageKind kind, ushort number, ReadOnlySpan<byte> body)
    {
        Span<byte> header = stackalloc byte[ExternalProtocol.HeaderSize];
        ExternalProtocol.WriteHeader(header, body.Length, kind, number);
        _output.Write(header);
        _output.Write(body);
        _output.Flush();
    }
}
