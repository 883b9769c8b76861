using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>A program that runs already and listens at an address of this machine.</summary>
internal sealed class SocketPeer : Peer
{
    private const string UnixScheme = "unix:";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Socket _socket;

    private SocketPeer(string name, Socket socket)
    {
        (Name, _socket) = (name, socket);
        Input = Output = new NetworkStream(socket, ownsSocket: true);
    }

    public override string Name { get; }

    protected override Stream Input { get; }

    protected override Stream Output { get; }

    /// <summary>Connects, as often as it takes.</summary>
    /// <param name="address">Where the program listens.</param>
    /// <param name="limit">How long it may take to listen; null for ever.</param>
    /// <exception cref="UserErrorException">The address is none of this machine.</exception>
    /// <exception cref="TimeoutException">Nothing listens there.</exception>
    public static SocketPeer Connect(string address, TimeSpan? limit)
    {
        EndPoint end = EndOf(address);
        for (long start = TimeProvider.System.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            bool isUnix = end is UnixDomainSocketEndPoint;
            var socket = new Socket(end.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
            try
            {
                socket.Connect(end);
                if (!isUnix)
                {
                    socket.NoDelay = true; // a question is one message, and is to go at once
                }

                return new SocketPeer($"the program at {Shown.Name(address)}", socket);
            }
            catch (SocketException failure)
            {
                socket.Dispose();
                if (limit is { } time && TimeProvider.System.GetElapsedTime(start) >= time)
                {
                    throw new TimeoutException($"nothing listens at {address}: {failure.Message}", failure);
                }
            }
        }
    }

    public override int Hear(Span<byte> bytes, TimeSpan? limit)
    {
        _socket.ReceiveTimeout = Milliseconds(limit);
        try
        {
            return Input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
        {
            throw new TimeoutException(null, failure);
        }
        catch (IOException)
        {
            return 0; // the connection was reset: it ended
        }
    }

    protected override void BeginToSay(TimeSpan? limit) => _socket.SendTimeout = Milliseconds(limit);

    public override string DescribeEnd() => "ended the connection";

    public override void Dispose() => Input.Dispose();

    private static int Milliseconds(TimeSpan? limit) => limit is { } time ? (int)Math.Max(1, time.TotalMilliseconds) : 0;

    private static EndPoint EndOf(string address)
    {
        if (address.StartsWith(UnixScheme, StringComparison.Ordinal) && address.Length > UnixScheme.Length)
        {
            return Refusing(address, () => new UnixDomainSocketEndPoint(address[UnixScheme.Length..]));
        }

        string local = address.StartsWith("localhost:", StringComparison.Ordinal) ? $"127.0.0.1{address[address.IndexOf(':')..]}" : address;
        return IPEndPoint.TryParse(local, out IPEndPoint? end) && IPAddress.IsLoopback(end.Address) && end.Port > 0 ? end : throw Refused(address);
    }

    private static UnixDomainSocketEndPoint Refusing(string address, Func<UnixDomainSocketEndPoint> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            throw Refused(address);
        }
    }

    private static UserErrorException Refused(string address) => EnvironmentSettings.Error(
        nameof(ExternalSettings.Address), address, string.Create(CultureInfo.InvariantCulture, $"{UnixScheme} and a path, or an address of this machine with a port, such as 127.0.0.1:5005"));
}
