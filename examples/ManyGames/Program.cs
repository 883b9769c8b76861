using System.Diagnostics;
using System.Globalization;
using Phalanx.Acting;
using Phalanx.Examples.Chase;
using Phalanx.Examples.ManyGames;

// A server that acts for many games at once, and games that ask it:
//
//   dotnet run --project examples/ManyGames -c Release [-- games] [episodes]
int games = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
int episodes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;

using Stream file = typeof(ChaseBoard).Assembly.GetManifestResourceStream("chase.safetensors")!;
using var server = new ActingServer(ActingPolicy.Load(file));
long start = Stopwatch.GetTimestamp();
(int Steps, int Caught)[] played = await Task.WhenAll(
    Enumerable.Range(0, games).Select(game => ConnectedGame.PlayAsync(server.Address, (ulong)(game * episodes), episodes)));
double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
int steps = played.Sum(game => game.Steps);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{games} games of {episodes} episodes each: the prey was caught in {played.Sum(game => game.Caught)} of {games * episodes}, {steps} steps, {steps / seconds:F0} steps a second"));
