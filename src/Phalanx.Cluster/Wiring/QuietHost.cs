using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Phalanx.Cluster.Wiring;

/// <summary>
/// A host for the engine that reads no file of settings and no environment variable, hears no signal, and writes nothing to the terminal: those are the
/// program's. What the engine warns of goes to a file.
/// </summary>
internal static class QuietHost
{
    /// <summary>Begins one.</summary>
    /// <param name="log">The file of warnings; null for none.</param>
    public static HostApplicationBuilder Create(string? log)
    {
        var settings = new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "phalanx" };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (log is not null)
        {
            builder.Logging.AddProvider(new FileLog(log));
        }

        return builder;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Writes what the engine warns of to a file, a line each. A file that cannot be written loses them.</summary>
internal sealed class FileLog(string path) : ILoggerProvider
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new CategoryLog(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Write(string line)
    {
        try
        {
            lock (_gate)
            {
                File.AppendAllText(path, line);
            }
        }
        catch (Exception failure) when (Foundation.FileFailures.IsOne(failure))
        {
            // There is no other place for it.
        }
    }

    private sealed class CategoryLog(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string text = formatter(state, exception).ReplaceLineEndings(" ");
                string cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")})";
                log.Write($"{DateTime.UtcNow:O} {logLevel} {category}: {text}{cause}\n");
            }
        }
    }
}
