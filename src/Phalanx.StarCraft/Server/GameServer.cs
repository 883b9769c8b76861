using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// A process of the game, as its clients see it: a websocket on this machine with our battles behind it. It ends when its client quits. A client that goes
/// without a word leaves its game behind, as in the game, and the next client finds it.
/// </summary>
public sealed class GameServer : IAsyncDisposable
{
    /// <summary>The path that clients connect to.</summary>
    public const string Endpoint = "/sc2api";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly GameServerOptions _options;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SimulatedGame? _game;
    private int _clients;

    private GameServer(WebApplication application, GameServerOptions options) => (_application, _options) = (application, options);

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>Where clients connect.</summary>
    public Uri Address => new UriBuilder("ws", new IPEndPoint(_options.Address, Port).Address.ToString(), Port, Endpoint).Uri;

    /// <summary>Is done when a client has quit, so that the process is to end. With several games it never is.</summary>
    public Task Quit => _quit.Task;

    /// <summary>Starts.</summary>
    /// <param name="options">Where it listens and whom it serves.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UserErrorException">The address is of no use, or the port is taken.</exception>
    public static async Task<GameServer> StartAsync(GameServerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IPAddress.IsLoopback(options.Address))
        {
            throw new UserErrorException($"cannot listen at {options.Address}: the protocol knows no passwords, so that the server is for this machine alone, at 127.0.0.1 or ::1");
        }

        WebApplication application = Build(options);
        var server = new GameServer(application, options);
        try
        {
            application.Run(server.HandleAsync);
            await application.StartAsync(cancellation);
            string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            server.Port = new Uri(bound).Port;
            return server;
        }
        catch (Exception failure)
        {
            await application.DisposeAsync();
            if (failure is IOException or SocketException)
            {
                string reason = failure.InnerException is AddressInUseException ? "another program listens there" : failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
                throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"cannot listen at {new IPEndPoint(options.Address, options.Port)}: {reason}"), failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        using (var patience = new CancellationTokenSource(Farewell))
        {
            await _application.StopAsync(patience.Token);
        }

        await _application.DisposeAsync();
        _end.Dispose();
    }

    private static WebApplication Build(GameServerOptions options)
    {
        // An empty builder, because others read settings and addresses from the environment and from the folder in which the tool is started.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "phalanx" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Listen(options.Address, options.Port);
        });
        builder.Services.AddSingleton<IConnectionListenerFactory, ThreadTransport>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        return builder.Build();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != Endpoint || !IsOfThisMachine(context.Request.Headers.Origin))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!Handshake.IsAskedFor(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (Interlocked.Increment(ref _clients) > _options.Games)
        {
            // The game closes the line without an answer, and its clients know what that means.
            Interlocked.Decrement(ref _clients);
            context.Abort();
            return;
        }

        SimulatedGame game = GameOfNextClient();
        try
        {
            await ServeAsync(context, game);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
            if (_options.Games == 1 && (game.Status == Status.Quit || _options.Once))
            {
                _quit.TrySetResult();
            }
        }
    }

    private async Task ServeAsync(HttpContext context, SimulatedGame game)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, context.RequestAborted);
        try
        {
            using var socket = new FrameSocket(await Handshake.AgreeAsync(context));
            await GameConnection.ServeAsync(socket, game, ended.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client is gone, or the process ends.
        }
    }

    private SimulatedGame GameOfNextClient() => _options.Games > 1 ? new SimulatedGame(_options.Game) : _game ??= new SimulatedGame(_options.Game);

    /// <summary>A page of any site can make a browser connect to this machine; it says so by the origin. Other clients give none, or their own address.</summary>
    private static bool IsOfThisMachine(string? origin) =>
        string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.IsLoopback);

    /// <summary>The process has its own way to end, and the server is stopped by the code that started it.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
