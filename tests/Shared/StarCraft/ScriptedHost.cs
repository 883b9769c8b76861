using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.Testing;

/// <summary>A scripted game: a thread that listens at a port of this machine and answers, with a websocket written out byte by byte.</summary>
internal sealed class ScriptedHost : IGameHost
{
    private const int NotFoundTimes = 2;

    private readonly ScriptedServer _server;
    private readonly ScriptedFault _fault;
    private readonly TcpListener _listener;
    private readonly ScriptedGame _game;
    private readonly Thread _thread;
    private TcpClient? _client;
    private int _messages;
    private volatile string? _end;

    public ScriptedHost(ScriptedServer server, ScriptedFault fault)
    {
        (_server, _fault) = (server, fault);
        _game = new ScriptedGame(server);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        if (fault.Kind == FaultKind.EarlyExit)
        {
            _listener.Stop();
            _end = "ended with exit code 7; its last lines: no licence";
        }

        _thread = new Thread(Serve) { IsBackground = true, Name = "scripted game" };
        _thread.Start();
    }

    public int Port { get; }

    public string? End => _end;

    /// <summary>How many loops its world has played.</summary>
    public uint Loop => _game.World?.Loop ?? 0;

    /// <summary>Whether it was asked to quit.</summary>
    public bool WasAskedToQuit { get; private set; }

    /// <summary>Whether the client has let it go.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Whether its fault has come about.</summary>
    public bool Faulted { get; private set; }

    /// <summary>How many messages were answered, or not, as the fault has it.</summary>
    public int Messages => _messages;

    // A game may not have read yet that it is to quit.
    public void WaitForEnd(TimeSpan patience) => _thread.Join(patience);

    public void Leave()
    {
        // Its thread ends with its connection.
    }

    public void Dispose()
    {
        IsDisposed = true;
        _listener.Stop();
        _client?.Close();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            for (int attempt = 0; _end is null; attempt++)
            {
                _client = _listener.AcceptTcpClient();
                _client.NoDelay = true;
                using var stream = new ScriptedSocket(_client.GetStream());
                string key = stream.ReadKey();
                if (_fault.Kind == FaultKind.PortTaken)
                {
                    Faulted = true;
                    stream.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"u8);
                    continue;
                }

                if (_fault.Kind == FaultKind.NotFound && attempt < NotFoundTimes)
                {
                    Faulted = true;
                    stream.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8);
                    continue;
                }

                stream.Send(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {ScriptedSocket.AcceptOf(key)}\r\n\r\n"));
                Converse(stream);
                return;
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or InvalidOperationException or NotSupportedException)
        {
            // The client has gone.
        }
    }

    private void Converse(ScriptedSocket stream)
    {
        while (true)
        {
            Request request = Request.Parser.ParseFrom(stream.ReadFrame());
            if (!_fault.IsOfStart && _fault.Kind != FaultKind.None && _messages++ == _fault.Message)
            {
                Faulted = true;
                if (!Misbehave(stream, request))
                {
                    return;
                }

                continue;
            }

            stream.WriteFrame(_game.Answer(request).ToByteArray());
            stream.FlushIfIdle();
            if (request.RequestCase == Request.RequestOneofCase.Quit)
            {
                WasAskedToQuit = true;
                stream.Flush();
                return;
            }
        }
    }

    /// <returns>Whether it goes on.</returns>
    private bool Misbehave(ScriptedSocket stream, Request request)
    {
        Response answer = _game.Answer(request);
        switch (_fault.Kind)
        {
            case FaultKind.Drop:
                break;
            case FaultKind.Truncate:
                stream.WriteHalf(answer.ToByteArray());
                break;
            case FaultKind.Close:
                stream.WriteClose();
                break;
            case FaultKind.Stall:
                stream.WaitForEnd();
                break;
            case FaultKind.Exit:
                _end = "ended with exit code 139; its last lines: segmentation fault";
                break;
            case FaultKind.Text:
                stream.WriteFrame("hello"u8, text: true);
                break;
            case FaultKind.Garbage:
                stream.WriteFrame([0x52, 0xFF, 0xFF, 0x03, 0x01]);
                break;
            case FaultKind.Fragment:
                stream.WriteFragments(answer.ToByteArray());
                break;
            case FaultKind.Error:
                stream.WriteFrame(new Response { Id = answer.Id, Status = answer.Status, Error = { "Game has already ended" } }.ToByteArray());
                break;
            case FaultKind.WrongId:
                answer.Id++;
                stream.WriteFrame(answer.ToByteArray());
                break;
            case FaultKind.NoStatus:
                answer.ClearStatus();
                stream.WriteFrame(answer.ToByteArray());
                break;
            case FaultKind.Ended:
                answer.Status = Status.Ended;
                stream.WriteFrame(answer.ToByteArray());
                break;
            case FaultKind.OtherAnswer:
                stream.WriteFrame(new Response { Id = answer.Id, Status = answer.Status, AvailableMaps = new ResponseAvailableMaps() }.ToByteArray());
                break;
            default:
                throw new InvalidOperationException($"There is no way to do {_fault.Kind}.");
        }

        stream.Flush();
        bool goesOn = !(_fault.Kind is FaultKind.Drop or FaultKind.Truncate or FaultKind.Close or FaultKind.Stall or FaultKind.Exit);
        if (!goesOn)
        {
            _client!.Close();
        }

        return goesOn;
    }
}
