namespace Phalanx.Environments.Battles;

/// <summary>What the steps of one battle pay, and how it ends.</summary>
internal sealed class BattleScore(SmacRules rules)
{
    // Of the units that were alive after the step before: health and shield; of the others 0. The shield of a dead unit is stale.
    private readonly double[] _vitality = new double[rules.Units];
    private readonly bool[] _alive = new bool[rules.Units];

    /// <summary>How the battle stands.</summary>
    public BattleEnd End { get; private set; }

    /// <summary>How many agents are dead.</summary>
    public int DeadAllies { get; private set; }

    /// <summary>How many enemies are dead.</summary>
    public int DeadEnemies { get; private set; }

    /// <summary>The most there is to earn in a battle, before rewards are scaled.</summary>
    public double MostToEarn { get; private set; }

    /// <summary>
    /// Begins with the units of an episode. What they are decides what there is to earn, so that the most is always the same after scaling;
    /// where teams change, SMACv2 scales by those of its first episode, and what is paid depends on what was played before.
    /// </summary>
    public void Begin(ReadOnlySpan<SmacUnit> units)
    {
        SmacSettings settings = rules.Settings;
        MostToEarn = (rules.Enemies * settings.RewardDeathValue) + settings.RewardWin;
        foreach (ref readonly SmacUnit enemy in units[rules.Allies..])
        {
            MostToEarn += enemy.HealthMax + enemy.ShieldMax;
        }
    }

    /// <summary>Takes the units as they are before the first step.</summary>
    public void Start(ReadOnlySpan<UnitSnapshot> now)
    {
        End = BattleEnd.None;
        for (int unit = 0; unit < now.Length; unit++)
        {
            _alive[unit] = now[unit].IsAlive;
            _vitality[unit] = VitalityOf(now[unit]);
        }

        CountDead();
    }

    /// <summary>Compares the units with what they were a step ago.</summary>
    /// <param name="units">What the units are.</param>
    /// <param name="now">The units after the step.</param>
    /// <param name="atLimit">Whether the time limit is reached.</param>
    /// <returns>The reward.</returns>
    public double Settle(ReadOnlySpan<SmacUnit> units, ReadOnlySpan<UnitSnapshot> now, bool atLimit)
    {
        SmacSettings settings = rules.Settings;
        (double ally, int deadAllies) = Losses(now, 0, rules.Allies);
        (double enemy, int deadEnemies) = Losses(now, rules.Allies, rules.Units);
        CountDead();
        End = EndOf(units);
        if (End == BattleEnd.None && atLimit)
        {
            End = BattleEnd.TimedOut;
        }

        double reward = settings.RewardSparse ? SparseReward() : EndReward();
        if (!settings.RewardSparse)
        {
            double earned = enemy + (deadEnemies * settings.RewardDeathValue);
            reward += settings switch
            {
                { RewardOnlyPositive: false } => earned - (settings.RewardNegativeScale * (ally + (deadAllies * settings.RewardDeathValue))),
                { RewardAbs: true } => Math.Abs(earned),
                _ => Math.Max(earned, 0),
            };
        }

        return settings.RewardScale ? reward / (MostToEarn / settings.RewardScaleRate) : reward;
    }

    private static double VitalityOf(in UnitSnapshot unit) => unit.IsAlive ? unit.Health + unit.Shield : 0;

    /// <summary>What units lost since the step before, and how many of them died; regeneration counts against it.</summary>
    private (double Lost, int Died) Losses(ReadOnlySpan<UnitSnapshot> now, int from, int to)
    {
        double lost = 0;
        int died = 0;
        for (int unit = from; unit < to; unit++)
        {
            if (!_alive[unit])
            {
                continue;
            }

            double vitality = VitalityOf(now[unit]);
            lost += _vitality[unit] - vitality;
            _vitality[unit] = vitality;
            if (!now[unit].IsAlive)
            {
                _alive[unit] = false;
                died++;
            }
        }

        return (lost, died);
    }

    private void CountDead()
    {
        DeadAllies = _alive.AsSpan(0, rules.Allies).Count(false);
        DeadEnemies = _alive.AsSpan(rules.Allies).Count(false);
    }

    /// <summary>
    /// A defeat is looked for first. Where there are healers, a side that has nothing else left has lost, and so has a team that has
    /// nothing at all left, even when the enemy has not either.
    /// </summary>
    private BattleEnd EndOf(ReadOnlySpan<SmacUnit> units)
    {
        if (rules.Scenario.HasHealers)
        {
            return !HasFighter(units, 0, rules.Allies) ? BattleEnd.Lost
                : !HasFighter(units, rules.Allies, rules.Units) ? BattleEnd.Won
                : BattleEnd.None;
        }

        return (DeadAllies == rules.Allies, DeadEnemies == rules.Enemies) switch
        {
            (true, false) => BattleEnd.Lost,
            (false, true) => BattleEnd.Won,
            (true, true) => BattleEnd.Draw,
            _ => BattleEnd.None,
        };
    }

    private bool HasFighter(ReadOnlySpan<SmacUnit> units, int from, int to)
    {
        for (int unit = from; unit < to; unit++)
        {
            if (_alive[unit] && !units[unit].IsHealer)
            {
                return true;
            }
        }

        return false;
    }

    private double SparseReward() => End switch
    {
        BattleEnd.Won => 1,
        BattleEnd.Lost => -1,
        _ => 0,
    };

    private double EndReward() => End switch
    {
        BattleEnd.Won => rules.Settings.RewardWin,
        BattleEnd.Lost => rules.Settings.RewardDefeat,
        _ => 0,
    };
}
