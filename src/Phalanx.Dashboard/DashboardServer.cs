using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Phalanx.Dashboard.Answers;
using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Guarding;
using Phalanx.Dashboard.Streams;
using Phalanx.Foundation;

namespace Phalanx.Dashboard;

/// <summary>The server of the live page of a folder of runs. It reads the folder, and answers readers on this machine unless it is told otherwise.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly RunCatalogue _catalogue;
    private readonly CancellationTokenSource _end;

    private DashboardServer(WebApplication application, RunCatalogue catalogue, CancellationTokenSource end, ListenAddress listen, AccessToken? token) =>
        (_application, _catalogue, _end, Listen, Token) = (application, catalogue, end, listen, token?.Text);

    /// <summary>Where it listens.</summary>
    public ListenAddress Listen { get; }

    /// <summary>The token that readers need; null where they need none.</summary>
    public string? Token { get; }

    /// <summary>The address of the page, with the token where one is needed.</summary>
    public Uri Address => Token is null ? Listen.Url : new Uri(Listen.Url, $"?token={Uri.EscapeDataString(Token)}");

    /// <summary>Starts. The runs are looked at meanwhile; the first answers wait for them.</summary>
    /// <param name="options">What is shown, and where.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UserErrorException">There is no such folder, the token is too short, or no port is free.</exception>
    public static async Task<DashboardServer> StartAsync(DashboardOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(options.Folder))
        {
            throw new UserErrorException($"there is no folder '{options.Folder}'");
        }

        AccessToken? token = options.Listen.IsLoopback ? null : AccessToken.Of(options.Token);
        int last = Math.Min(options.Listen.Port + (options.Listen.Port == 0 ? 0 : options.FurtherPorts), IPEndPoint.MaxPort);
        for (int port = options.Listen.Port; ; port++)
        {
            try
            {
                return await StartAsync(options, options.Listen with { Port = port }, token, cancellation);
            }
            catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException && port < last)
            {
                // The next one may be free.
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                string ports = port == options.Listen.Port ? "" : string.Create(CultureInfo.InvariantCulture, $", nor at the ports up to {port}");
                throw new UserErrorException($"cannot listen at {options.Listen}{ports}: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}", failure);
            }
        }
    }

    /// <summary>Waits until it is to end.</summary>
    /// <param name="cancellation">Ends it.</param>
    public static async Task WaitAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(ended.SetResult))
        {
            await ended.Task;
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
        _catalogue.Dispose();
        _end.Dispose();
    }

    private static async Task<DashboardServer> StartAsync(DashboardOptions options, ListenAddress listen, AccessToken? token, CancellationToken cancellation)
    {
        var catalogue = new RunCatalogue(options.Folder);
        var hub = new EventHub();
        var changes = new ChangeAnswers(hub);
        catalogue.Changed += changes.Tell;
        catalogue.Studies.Changed += changes.Tell;
        var end = new CancellationTokenSource();
        WebApplication application = Build(listen);
        try
        {
            // The port is known only now where any free one was asked for, and the guard names a cookie by it.
            ListenAddress at = listen;
            RequestGuard? guard = null;
            application.Use((context, next) => (guard ??= new RequestGuard(at, token)).HandleAsync(context, next));
            application.UseRouting();
            new Endpoints(catalogue, hub, options, end.Token).Map(application);
            await application.StartAsync(cancellation);
            string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            at = listen with { Port = new Uri(bound).Port };
            catalogue.Start();
            return new DashboardServer(application, catalogue, end, at, token);
        }
        catch
        {
            await application.DisposeAsync();
            catalogue.Dispose();
            end.Dispose();
            throw;
        }
    }

    private static WebApplication Build(ListenAddress listen)
    {
        // An empty builder, because others read settings and addresses from the environment and from the folder in which the tool is started.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "phalanx" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxConcurrentConnections = 64;
            server.Limits.MaxRequestBodySize = 0;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.MaxRequestLineSize = 16 * 1024;
            server.Listen(listen.Address, listen.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        return builder.Build();
    }

    /// <summary>The process has its own way to end, and the server is stopped by the code that started it.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
