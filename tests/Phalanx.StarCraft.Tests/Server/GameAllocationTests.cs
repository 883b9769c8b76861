using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public class GameAllocationTests
{
    /// <summary>Messages are used again, so that nothing is left to be collected but the requests. No unit dies before the end.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Answers_to_a_step_take_no_memory(bool ahead)
    {
        var game = new SimulatedGame(new GameOptions());
        game.Answer(new Request { CreateGame = PlayedGame.Creation("8m") });
        game.Answer(new Request { JoinGame = PlayedGame.Joining() });
        Unit[] units = [.. game.Answer(new Request { Observation = new() }).Rest.Observation.Observation.RawData.Units.Select(unit => unit.Clone())];
        var act = new Request
        {
            Action = new RequestAction { Actions = { units.Where(unit => unit.Owner == 1).Select(unit => PlayedGame.Command(Abilities.Attack, unit.Tag, units[^1].Tag)) } },
        };
        Request[] requests = [act, new Request { Step = new RequestStep { Count = 1 } }, new Request { Observation = new() }];
        byte[] bytes = new byte[64 * 1024];
        const int Steps = 20;
        Play(Steps);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Play(Steps);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Play(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                foreach (Request request in requests)
                {
                    GameAnswer answer = game.Answer(request);
                    answer.WriteTo(bytes.AsSpan(0, answer.Measure()));
                    if (ahead)
                    {
                        game.WorkAhead();
                    }
                }
            }
        }
    }
}
