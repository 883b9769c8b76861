using Phalanx.Acting;
using Phalanx.Examples.Chase;

// A game on the console that is played against a trained team, or beside it:
//
//   dotnet run --project examples/Chase -c Release [-- against|beside] [seed]
//
// One line for each turn: w, s, a or d moves up, down, left or right, an empty line stays, q ends.
bool beside = args.Contains("beside");
ulong seed = args.Select(word => ulong.TryParse(word, out ulong number) ? number : 0).Max();

using Stream file = typeof(ChaseBoard).Assembly.GetManifestResourceStream("chase.safetensors")!;
PolicyTeam team = ActingPolicy.Load(file).CreateTeam();
var board = new ChaseBoard();
board.Reset(seed);
team.Begin();

float[] observations = new float[ChaseBoard.Hunters * ChaseBoard.ObservationSize];
bool[] available = new bool[ChaseBoard.Hunters * ChaseBoard.Actions];
int[] actions = new int[ChaseBoard.Hunters];

Console.WriteLine(beside ? "You are hunter 0; two must stand beside the prey (*)." : "You are the prey (*); do not let two hunters stand beside you.");
for (int turn = 1; ; turn++)
{
    Console.WriteLine($"\n{board}\nturn {turn}: w a s d, or nothing to stay, q to end");
    string? line = Console.ReadLine();
    if (line is null or "q")
    {
        return;
    }

    int own = "_wsad".IndexOf(line.Length == 1 ? line[0] : '_', StringComparison.Ordinal);
    own = Math.Max(own, 0);
    if (!beside)
    {
        board.MovePrey(own);
    }

    if (!board.Caught)
    {
        board.WriteObservations(observations);
        board.WriteAvailable(available);
        team.Act(observations, available, actions);
        if (beside)
        {
            actions[0] = own;
            team.Correct(0, own); // the team is told what its first hunter did instead
        }

        board.MoveHunters(actions);
    }

    if (board.Caught)
    {
        Console.WriteLine($"\n{board}\n{(beside ? "The prey is" : "You are")} caught after {turn} turns.");
        return;
    }

    if (beside)
    {
        board.MovePrey(board.Flee());
    }
}
