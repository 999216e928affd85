#!/usr/bin/env python3
"""The measurements measured: what their arithmetic must give. Run it as it is."""

import os
import tempfile
import unittest

import numpy as np

import heldout
import manipulation
import planted
import stability
import votes as v

CELLS = v.cells(np.array([7, 7, 9, 9, 7, 11]), np.array([3, 5, 3, 5, 3, 5]), np.array([1, 0, -1, 1, -1, 1]))


class Votes(unittest.TestCase):
    def test_the_last_vote_of_a_cell_counts(self):
        self.assertEqual(len(CELLS), 5)
        self.assertEqual(CELLS.vote.tolist(), [-1, 0, -1, 1, 1])

    def test_what_is_written_is_read_back(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "votes.csv")
            v.write(path, CELLS, np.array([4, 1, 3, 0, 2]))
            back = v.read(path)
        for one, other in zip(vars(CELLS).values(), vars(back).values()):
            self.assertTrue(np.array_equal(one, other))

    def test_a_later_time_counts_over_a_later_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "votes.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write('timestamp,datetime,comment-id,voter-id,vote\n20,"a, b",1,1,1\n10,x,1,1,-1\n')
            self.assertEqual(v.read(path).vote.tolist(), [1])

    def test_splitmix_gives_its_published_first_number(self):
        self.assertEqual(int(v.splitmix64(0)), 0xE220A8397B1DCDAF)


class Scores(unittest.TestCase):
    def test_rand_index_of_a_textbook_case(self):
        self.assertAlmostEqual(v.adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 0.5714285714285714)
        self.assertEqual(v.adjusted_rand(np.array([0, 0, 1]), np.array(["b", "b", "a"])), 1.0)

    def test_area_counts_ties_half(self):
        self.assertEqual(v.auc(np.array([True, False, True, False]), np.array([2.0, 1.0, 1.0, 0.0])), 0.875)
        self.assertIsNone(v.auc(np.array([True]), np.array([1.0])))

    def test_a_statement_alone_tells_nothing_within_itself(self):
        truth, column = np.array([True, False, True, False]), np.array([0, 0, 1, 1])
        self.assertEqual(v.auc_within(truth, column.astype(float), column), 0.5)

    def test_differences_are_paired_by_seed(self):
        ours = {0: dict(loss=np.array([1.0, 2.0])), 1: dict(loss=np.array([9.0, 9.0]))}
        peer = {0: dict(loss=np.array([2.0, 3.0]))}
        self.assertEqual(heldout.paired(ours, peer), (-1.0, 0.0, 1))


class Changes(unittest.TestCase):
    def setUp(self):
        plan = planted.Plan(camps=2, participants=200, statements=40, per_participant=20)
        row, column, vote = (np.concatenate(part) for part in zip(*planted.answers(plan, planted.plant(plan))))
        self.votes = v.cells(row, column, vote)

    def test_permuting_keeps_who_answered_what_and_how_popular_it_is(self):
        other = stability.permuted(self.votes, np.random.default_rng(0))
        self.assertFalse(np.array_equal(other.vote, self.votes.vote))
        for one, two in zip(manipulation.tallies(self.votes), manipulation.tallies(other)):
            self.assertTrue(np.array_equal(one, two))

    def test_fake_ballots_are_alike_and_leave_the_rest_alone(self):
        targets = np.arange(20)
        votes = manipulation.attacked(self.votes, targets, 3, "flat", 0)
        self.assertEqual(len(votes.participants), len(self.votes.participants) + 3)
        fakes = votes.row >= len(self.votes.participants)
        self.assertTrue(np.array_equal(votes.vote[~fakes], self.votes.vote))
        self.assertTrue((votes.vote[fakes & np.isin(votes.column, targets)] == -1).all())


class Planted(unittest.TestCase):
    def test_what_is_written_is_what_was_drawn(self):
        plan = planted.Plan(camps=3, participants=50, statements=30, per_participant=10)
        truth = planted.plant(plan)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "votes.csv")
            told = planted.write(plan, truth, path)
            back = v.read(path)
        row, column, vote = (np.concatenate(part) for part in zip(*planted.answers(plan, truth)))
        self.assertEqual(told, len(back))
        self.assertTrue(np.array_equal(back.participants[back.row], row))
        self.assertTrue(np.array_equal(back.vote, vote))
        self.assertEqual(len(np.unique(row)), 50)

    def test_the_oracle_integrates_as_a_fine_grid_does(self):
        plan = planted.Plan(camps=3, participants=40, statements=60, per_participant=30, seed=3)
        truth = planted.plant(plan)
        row, column, vote = (np.concatenate(part) for part in zip(*planted.answers(plan, truth)))
        side = np.linspace(-6, 6, 361)
        grid = np.array(np.meshgrid(side, side)).reshape(2, -1).T
        value = truth.ease + grid @ truth.loadings.T
        agrees, disagrees = -np.logaddexp(0, -value), -np.logaddexp(0, value)
        exact = np.zeros((40, 3))
        for who in range(40):
            mine = row == who
            fit = agrees[:, column[mine & (vote == 1)]].sum(1) + disagrees[:, column[mine & (vote == -1)]].sum(1)
            for k in range(3):
                density = np.exp(fit - ((grid - truth.centres[k]) ** 2).sum(1) / 2 / truth.spread**2)
                exact[who, k] = truth.shares[k] * density.sum()
        exact /= exact.sum(1, keepdims=True)
        self.assertLess(np.abs(planted.Oracle(truth).posterior(row, column, vote, 40) - exact).max(), 1e-4)

    def test_the_nearest_centres_stand_at_the_distance(self):
        for k, dimensions in ((2, 1), (4, 2), (6, 3)):
            plan = planted.Plan(camps=k, dimensions=dimensions, distance=4.0)
            self.assertAlmostEqual(planted.nearest(planted.plant(plan).centres), 4.0 * plan.spread)


if __name__ == "__main__":
    unittest.main()
