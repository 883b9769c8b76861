using System.Numerics;

namespace Phalanx.Environments.Battles;

// What each agent sees.
internal sealed partial class SmacView
{
    /// <summary>Writes what each agent sees; dead agents see nothing but the time.</summary>
    /// <param name="observations">[agents x observation size].</param>
    public void WriteObservations(Span<float> observations)
    {
        int size = _rules.ObservationSize;
        observations[..(_rules.Allies * size)].Clear();
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            Span<float> observation = observations.Slice(agent * size, size);
            if (_units[agent].IsAlive)
            {
                WriteGround(agent, observation);
                WriteEnemies(agent, observation[_rules.EnemyBlocksAt.._rules.AllyBlocksAt]);
                WriteAllies(agent, observation[_rules.AllyBlocksAt.._rules.OwnBlockAt]);
                WriteOwn(agent, observation.Slice(_rules.OwnBlockAt, _rules.OwnBlock));
            }

            if (_rules.TimestepSlots > 0)
            {
                observation[^1] = TimeUsed();
            }
        }
    }

    private void WriteGround(int agent, Span<float> features)
    {
        int moves = _moves[agent];
        (features[0], features[1], features[2], features[3]) = (moves & 1, (moves >> 1) & 1, (moves >> 2) & 1, (moves >> 3) & 1);
        WriteSamples(agent, features[SmacRules.Moves..]);
    }

    private void WriteSamples(int agent, Span<float> features)
    {
        (double x, double y) = (_units[agent].X, _units[agent].Y);
        if (_rules.Settings.ObsPathingGrid)
        {
            _terrain.WritePathing(x, y, features);
            features = features[TerrainSamples.Around..];
        }

        if (_rules.Settings.ObsTerrainHeight)
        {
            _terrain.WriteHeights(x, y, features);
        }
    }

    private void WriteEnemies(int agent, Span<float> blocks)
    {
        (int width, int look) = (_rules.EnemyBlock, _rules.EnemyLook);
        ReadOnlySpan<float> distances = _enemySight.DistancesFrom(agent);
        ReadOnlySpan<float> across = _enemySight.AcrossFrom(agent);
        ReadOnlySpan<float> up = _enemySight.UpFrom(agent);
        ReadOnlySpan<float> looks = _enemyLooks;
        ReadOnlySpan<ulong> seen = _enemySight.Seen[agent];

        // Of a healer too, whose target of that number is an agent: so it is in SMAC.
        ReadOnlySpan<ulong> reached = ReachedBy(agent);
        for (int word = 0; word < seen.Length; word++)
        {
            ulong marks = word < reached.Length ? reached[word] : 0;
            for (ulong rest = seen[word]; rest != 0; rest &= rest - 1)
            {
                int bit = BitOperations.TrailingZeroCount(rest);
                int enemy = (word * UnitSets.UnitsPerWord) + bit;
                Span<float> block = blocks.Slice(enemy * width, width);
                block[3] = up[enemy];
                block[2] = across[enemy];
                block[1] = distances[enemy];
                block[0] = (marks >> bit) & 1;
                for (int feature = 0; feature < look; feature++)
                {
                    block[4 + feature] = looks[(enemy * look) + feature];
                }
            }
        }
    }

    private void WriteAllies(int agent, Span<float> blocks)
    {
        (int width, int look, bool actions) = (_rules.AllyBlock, _rules.AllyLook, _rules.Settings.ObsLastAction);
        ReadOnlySpan<float> distances = _allySight.DistancesFrom(agent);
        ReadOnlySpan<float> across = _allySight.AcrossFrom(agent);
        ReadOnlySpan<float> up = _allySight.UpFrom(agent);
        ReadOnlySpan<float> looks = _allyLooks;
        ReadOnlySpan<ulong> seen = _allySight.Seen[agent];
        for (int word = 0; word < seen.Length; word++)
        {
            for (ulong rest = seen[word]; rest != 0; rest &= rest - 1)
            {
                int ally = (word * UnitSets.UnitsPerWord) + BitOperations.TrailingZeroCount(rest);
                Span<float> block = blocks.Slice((ally < agent ? ally : ally - 1) * width, width);
                block[3] = up[ally];
                block[2] = across[ally];
                block[1] = distances[ally];
                block[0] = 1;
                for (int feature = 0; feature < look; feature++)
                {
                    block[4 + feature] = looks[(ally * look) + feature];
                }

                if (actions && _actions[ally] >= 0)
                {
                    block[4 + look + _actions[ally]] = 1;
                }
            }
        }
    }

    private void WriteOwn(int agent, Span<float> features)
    {
        int next = 0;
        if (_rules.OwnHealth)
        {
            features[next++] = HealthOf(agent);
            if (_rules.Scenario.AllyShields)
            {
                features[next++] = ShieldOf(agent);
            }
        }

        if (_rules.Extras.OwnPosition)
        {
            features[next++] = (float)(_units[agent].X / Terrain.Side);
            features[next++] = (float)(_units[agent].Y / Terrain.Side);
        }

        _cones?.Write(agent, features[next..]);
        WriteType(agent, features);
    }
}
