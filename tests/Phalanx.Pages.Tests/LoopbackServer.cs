using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Phalanx.Pages.Tests;

/// <summary>A server of one page, with a script that is empty under any other path.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _answered = new();
    private readonly string _page;

    public LoopbackServer(string page)
    {
        _page = page;
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The paths that were answered.</summary>
    public IReadOnlyList<string> Answered => [.. _answered];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException or IOException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } request)
        {
            // A browser opens connections in advance, and may not use them.
            return;
        }

        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        string path = request.Split(' ')[1];
        _answered.Enqueue(path);
        byte[] body = Encoding.UTF8.GetBytes(path == "/" ? _page : "");
        string kind = path == "/" ? "text/html" : "text/javascript";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")));
        await stream.WriteAsync(body);
    }
}
