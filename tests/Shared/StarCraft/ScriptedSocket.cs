using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Phalanx.Testing;

/// <summary>The side of a server in a websocket, as far as a game has it: frames that can also be broken.</summary>
internal sealed class ScriptedSocket(NetworkStream stream) : IDisposable
{
    private const int Final = 0x80;
    private const int Continuation = 0;
    private const int TextFrame = 1;
    private const int BinaryFrame = 2;
    private const int CloseFrame = 8;
    private const int Masked = 0x80;

    private readonly BufferedStream _output = new(stream, 1 << 16);
    private readonly byte[] _input = new byte[1 << 16];
    private int _start;
    private int _end;

    public static string AcceptOf(string key) =>
#pragma warning disable CA5350 // The protocol has it so.
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    /// <summary>Reads the request that asks for a websocket.</summary>
    /// <returns>The key in it.</returns>
    public string ReadKey()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)ReadByte());
        }

        return head.ToString().Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
    }

    public byte[] ReadFrame()
    {
        int first = ReadByte();
        int second = ReadByte();
        if (first != (Final | BinaryFrame) || (second & Masked) == 0)
        {
            throw new IOException($"A frame that begins with {first:X2} {second:X2}.");
        }

        long length = second & 0x7F;
        length = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2)),
            127 => (long)BinaryPrimitives.ReadUInt64BigEndian(ReadBytes(8)),
            _ => length,
        };
        byte[] mask = ReadBytes(4);
        byte[] message = ReadBytes((int)length);
        for (int i = 0; i < message.Length; i++)
        {
            message[i] ^= mask[i & 3];
        }

        return message;
    }

    public void WriteFrame(ReadOnlySpan<byte> message, bool text = false) => Write(Final | (text ? TextFrame : BinaryFrame), message, message.Length);

    public void WriteHalf(ReadOnlySpan<byte> message) => Write(Final | BinaryFrame, message[..(message.Length / 2)], message.Length);

    public void WriteClose() => Write(Final | CloseFrame, [0x03, 0xE8], 2);

    /// <summary>Sends a message in frames of one to five bytes, each byte by itself.</summary>
    public void WriteFragments(ReadOnlySpan<byte> message)
    {
        for (int at = 0, size = 1; at < message.Length || at == 0; at += size, size = (size % 5) + 1)
        {
            int end = Math.Min(message.Length, at + size);
            int opcode = (at == 0 ? BinaryFrame : Continuation) | (end >= message.Length ? Final : 0);
            Write(opcode, message[Math.Min(at, end)..end], end - Math.Min(at, end));
            _output.Flush();
            if (end >= message.Length)
            {
                return;
            }
        }
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>Sends what is written unless another question has come already.</summary>
    public void FlushIfIdle()
    {
        if (_start == _end)
        {
            _output.Flush();
        }
    }

    public void Flush() => _output.Flush();

    /// <summary>Waits until the other side ends the connection.</summary>
    public void WaitForEnd()
    {
        while (stream.Read(_input) > 0)
        {
        }
    }

    public void Dispose()
    {
        try
        {
            _output.Dispose();
        }
        catch (Exception gone) when (gone is IOException or NotSupportedException or ObjectDisposedException)
        {
        }
    }

    private void Write(int opcode, ReadOnlySpan<byte> message, int length)
    {
        Span<byte> head = stackalloc byte[10];
        head[0] = (byte)opcode;
        int size = 2;
        if (length < 126)
        {
            head[1] = (byte)length;
        }
        else if (length <= ushort.MaxValue)
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
            size = 4;
        }
        else
        {
            head[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)length);
            size = 10;
        }

        _output.Write(head[..size]);
        _output.Write(message);
    }

    private int ReadByte()
    {
        if (_start == _end)
        {
            Fill();
        }

        return _input[_start++];
    }

    private byte[] ReadBytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            if (_start == _end)
            {
                Fill();
            }

            int part = Math.Min(count - done, _end - _start);
            _input.AsSpan(_start, part).CopyTo(bytes.AsSpan(done));
            (_start, done) = (_start + part, done + part);
        }

        return bytes;
    }

    private void Fill()
    {
        (_start, _end) = (0, stream.Read(_input));
        if (_end == 0)
        {
            throw new EndOfStreamException();
        }
    }
}
