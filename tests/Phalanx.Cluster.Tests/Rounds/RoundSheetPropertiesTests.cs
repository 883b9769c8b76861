using FsCheck;
using FsCheck.Fluent;
using Phalanx.Cluster.Rounds;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>Whoever plays what, however often it is given out and whoever vanishes: every episode is written down once, and the round comes to its end.</summary>
public class RoundSheetPropertiesTests
{
    private static readonly string[] Players = [RoundSheet.Home, "a", "b", "c"];

    [Fact]
    public void Every_episode_is_written_down_exactly_once_and_the_round_ends() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte What, byte Who, byte Number)[]>(),
        ArbMap.Default.ArbFor<byte>(),
        (steps, shape) =>
        {
            var story = new Story(1 + (shape % 23), 1 + (shape % 5), shape % 3);
            foreach ((byte what, byte who, byte number) in steps)
            {
                story.Step(what % 9, Players[who % Players.Length], number);
            }

            story.PlayToTheEnd();
        }).QuickCheckThrowOnFailure();

    /// <summary>A sheet, what every player believes that it has, and what was written down.</summary>
    private sealed class Story
    {
        private readonly RoundSheet _sheet;
        private readonly int[] _written;
        private readonly Dictionary<string, List<(int First, int Count)>> _has = Players.ToDictionary(player => player, _ => new List<(int, int)>());
        private readonly List<RoundChunk> _home = [];
        private TimeSpan _now;

        public Story(int episodes, int size, int watched)
        {
            _sheet = new RoundSheet(RoundSheet.Cut(episodes, size, place => place < watched), new ChunkTimes());
            _written = new int[episodes];
        }

        private string[] Others => [.. Players.Skip(1)];

        public void Step(int what, string player, byte number)
        {
            switch (what)
            {
                case 0 or 1:
                    Take(player);
                    break;
                case 2 or 3:
                    Bring(player, number, isDamaged: false);
                    break;
                case 4:
                    Bring(player, number, isDamaged: number % 4 == 0);
                    break;
                case 5:
                    _now += TimeSpan.FromSeconds(number % 40);
                    break;
                case 6:
                    Fail(player, number);
                    break;
                case 7 when player != RoundSheet.Home:
                    _sheet.Lose(player, crashed: number % 2 == 0);
                    if (number % 3 > 0)
                    {
                        _has[player].Clear(); // otherwise it is stale, and brings what it has later
                    }

                    break;
                case 8 when player != RoundSheet.Home:
                    _sheet.Hold(player, [.. _has[player].Select(chunk => chunk.First)]);
                    break;
                default:
                    break;
            }

            Check();
        }

        public void PlayToTheEnd()
        {
            for (int turn = 0; !_sheet.IsOver; turn++)
            {
                Assert.True(turn < 10_000, "the round does not come to its end");
                string player = Players[turn % Players.Length];
                Take(player);
                if (player == RoundSheet.Home)
                {
                    CompleteHome();
                }
                else
                {
                    foreach ((int first, int count) in _has[player].ToArray())
                    {
                        for (int place = first; place < first + count; place++)
                        {
                            Write(player, place, isDamaged: false);
                        }
                    }
                }

                _now += TimeSpan.FromSeconds(1);
                Check();
            }

            Assert.All(_written, times => Assert.Equal(1, times));
        }

        private void Take(string player)
        {
            if (_sheet.Take(player, _now, Others) is not { } chunk)
            {
                return;
            }

            Assert.All(Enumerable.Range(chunk.First, chunk.Count).Where(_ => player == RoundSheet.Home), place => Assert.Equal(0, _written[place]));
            if (player == RoundSheet.Home)
            {
                Assert.DoesNotContain(_home, other => other.First < chunk.First + chunk.Count && chunk.First < other.First + other.Count);
                _home.Add(chunk);
            }
            else
            {
                Assert.False(chunk.AtHome);
                _has[player].Add((chunk.First, chunk.Count));
            }
        }

        private void Bring(string player, byte number, bool isDamaged)
        {
            if (player == RoundSheet.Home)
            {
                CompleteHome();
            }
            else if (_has[player] is { Count: > 0 } chunks)
            {
                (int first, int count) = chunks[number % chunks.Count];
                Write(player, first + (number / 4 % count), isDamaged);
            }
        }

        private void Write(string player, int place, bool isDamaged)
        {
            bool atHome = _home.Exists(chunk => place >= chunk.First && place < chunk.First + chunk.Count);
            Arrival arrival = _sheet.Arrive(place);
            Assert.Equal(_written[place] > 0 ? Arrival.Second : atHome ? Arrival.NotNeeded : Arrival.First, arrival);
            if (arrival != Arrival.First)
            {
                return;
            }

            Assert.Equal(Arrival.Wait, _sheet.Arrive(place));
            if (isDamaged)
            {
                _sheet.Reject(place);
                _sheet.Fail(player, place);
            }
            else
            {
                _sheet.Complete(place, player, _now);
                _written[place]++;
            }
        }

        private void CompleteHome()
        {
            foreach (RoundChunk chunk in _home)
            {
                _sheet.CompleteAtHome(chunk, _now);
                for (int place = chunk.First; place < chunk.First + chunk.Count; place++)
                {
                    _written[place]++;
                }
            }

            _home.Clear();
        }

        private void Fail(string player, byte number)
        {
            if (player == RoundSheet.Home)
            {
                if (_home.Count > 0)
                {
                    RoundChunk chunk = _home[number % _home.Count];
                    _home.Remove(chunk);
                    Assert.True(_sheet.Fail(RoundSheet.Home, chunk.First) > 0);
                }
            }
            else if (_has[player] is { Count: > 0 } chunks)
            {
                (int First, int Count) chunk = chunks[number % chunks.Count];
                chunks.Remove(chunk);
                _sheet.Fail(player, chunk.First);
            }
        }

        private void Check()
        {
            Assert.All(_written, times => Assert.InRange(times, 0, 1));
            Assert.Equal(_written.All(times => times == 1), _sheet.IsOver);
        }
    }
}
