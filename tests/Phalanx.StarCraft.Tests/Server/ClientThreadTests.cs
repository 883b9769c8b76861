using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public sealed class ClientThreadTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private IConnectionListener? _listener;
    private ConnectionContext? _line;

    private ConnectionContext Line => _line!;

    public async Task InitializeAsync()
    {
        _listener = await new ThreadTransport().BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        await _client.ConnectAsync(_listener.EndPoint);
        _line = await _listener.AcceptAsync();
    }

    public void Dispose() => _client.Dispose();

    public async Task DisposeAsync()
    {
        _client.Close();
        await Line.DisposeAsync().AsTask().WaitAsync(Patience);
        await _listener!.DisposeAsync();
    }

    [Fact]
    public async Task Answers_are_given_on_the_thread_that_reads()
    {
        int? reader = null;
        Task echo = EchoAsync(() => reader ??= Environment.CurrentManagedThreadId);
        byte[] answer = new byte[1];
        for (byte message = 0; message < 100; message++)
        {
            _client.Send([message]);
            Assert.Equal(1, _client.Receive(answer));
            Assert.Equal(message, answer[0]);
        }

        Assert.NotEqual(Environment.CurrentManagedThreadId, reader);
        _client.Shutdown(SocketShutdown.Send);
        await echo.WaitAsync(Patience);
    }

    [Fact]
    public async Task Megabytes_go_both_ways_to_a_client_that_reads_late()
    {
        Task echo = EchoAsync(static () => { });
        byte[] much = new byte[8 << 20];
        Random.Shared.NextBytes(much);
        Task sending = Task.Run(() => _client.Send(much));
        byte[] back = new byte[much.Length];
        await Task.Delay(50);
        for (int read = 0; read < back.Length;)
        {
            read += await _client.ReceiveAsync(back.AsMemory(read)).AsTask().WaitAsync(Patience);
        }

        await sending.WaitAsync(Patience);
        Assert.Equal(much, back);
        _client.Shutdown(SocketShutdown.Send);
        await echo.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_line_closes_when_the_client_goes()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = Line.ConnectionClosed.Register(closed.SetResult);
        _client.Close();
        await closed.Task.WaitAsync(Patience);
        Assert.True((await Line.Transport.Input.ReadAsync()).IsCompleted);
    }

    [Fact]
    public async Task What_is_written_before_the_line_is_disposed_arrives()
    {
        await Line.Transport.Output.WriteAsync("farewell"u8.ToArray());
        await Line.DisposeAsync().AsTask().WaitAsync(Patience);
        byte[] all = new byte[20];
        int read = _client.Receive(all);
        Assert.Equal("farewell"u8.ToArray(), all[..read]);
        Assert.Equal(0, _client.Receive(all));
    }

    [Fact]
    public async Task A_line_that_is_aborted_ends_while_nobody_reads_what_it_sends()
    {
        Task writing = Task.Run(async () =>
        {
            byte[] much = new byte[1 << 20];
            while (!(await Line.Transport.Output.WriteAsync(much)).IsCompleted)
            {
            }
        });
        await Task.Delay(100);
        Assert.False(writing.IsCompleted);
        Line.Abort(new ConnectionAbortedException());
        await writing.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await Assert.ThrowsAsync<AddressInUseException>(async () => await new ThreadTransport().BindAsync(_listener!.EndPoint));
    }

    [Fact]
    public async Task A_listener_that_is_unbound_accepts_no_more()
    {
        Task<ConnectionContext?> next = _listener!.AcceptAsync().AsTask();
        await _listener.UnbindAsync();
        Assert.Null(await next.WaitAsync(Patience));
    }

    private async Task EchoAsync(Action onMessage)
    {
        while (true)
        {
            ReadResult read = await Line.Transport.Input.ReadAsync();
            if (!read.Buffer.IsEmpty)
            {
                onMessage();
            }

            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
            {
                await Line.Transport.Output.WriteAsync(piece);
            }

            Line.Transport.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
