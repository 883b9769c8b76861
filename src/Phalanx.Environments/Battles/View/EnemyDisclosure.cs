using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Which agents may see an enemy (the extended partial observability of SMACv2). The agent that sees it first may; each other is drawn
/// once, then. When the first agent has died, the next that sees the enemy becomes the first, and the others are drawn again.
/// </summary>
internal sealed class EnemyDisclosure(SmacRules rules)
{
    private const int None = -1;

    private readonly int[] _first = new int[rules.Enemies];
    private readonly UnitSets _allowed = new(rules.Allies, rules.Enemies);
    private RandomStream _random;

    /// <summary>Begins an episode in which no enemy has been seen.</summary>
    public void Begin(RandomStream random)
    {
        _random = random;
        _allowed.Clear();
        Array.Fill(_first, None);
    }

    /// <summary>Takes out of what agents see the enemies that they may not see.</summary>
    public void Update(ReadOnlySpan<UnitSnapshot> units, UnitSets seen)
    {
        for (int enemy = 0; enemy < _first.Length; enemy++)
        {
            if (_first[enemy] != None && !(units[_first[enemy]].IsAlive && units[rules.Allies + enemy].IsAlive))
            {
                _first[enemy] = None;
            }
        }

        for (int agent = 0; agent < rules.Allies; agent++)
        {
            foreach (int enemy in new UnitsOf(seen[agent]))
            {
                if (_first[enemy] == None)
                {
                    Disclose(enemy, agent);
                }
            }

            seen[agent].Intersect(_allowed[agent]);
        }
    }

    private void Disclose(int enemy, int first)
    {
        _first[enemy] = first;
        for (int agent = 0; agent < rules.Allies; agent++)
        {
            if (agent == first || _random.NextDouble() < rules.Extras.ObserveEnemyProbability)
            {
                _allowed[agent].Add(enemy);
            }
            else
            {
                _allowed[agent].Remove(enemy);
            }
        }
    }
}
